import { type Drawing, drawingOf, drawText, mixColors } from "#web/kit/chart/drawing.ts";
import type { ChartTokens } from "#web/theme/echarts-theme.ts";
import { provinceTiles, shadeOf, tileColumns, tileRows } from "./province-tiles.ts";

const tileWidth = 64;
const tileHeight = 36;
const gap = 2;

type TileColors = Pick<
  ChartTokens,
  "sans" | "ink" | "ink2" | "canvas" | "sheet" | "sunken" | "own" | "onOwn"
>;

/** The fill of each shade and the ink on it: the same ramp as on the page. */
export const shadeColors = (colors: TileColors): readonly { fill: string; ink: string }[] => [
  { fill: colors.sunken, ink: colors.ink2 },
  { fill: mixColors(colors.own, colors.sheet, 0.18), ink: colors.ink },
  { fill: mixColors(colors.own, colors.sheet, 0.42), ink: colors.ink },
  { fill: mixColors(colors.own, colors.sheet, 0.8), ink: colors.onOwn },
  { fill: colors.own, ink: colors.onOwn },
];

/** The map of provinces as a drawing: each tile with its name and its number. `number` writes a count. */
export function drawTiles(
  countOf: ReadonlyMap<string, number>,
  number: (count: number) => string,
  colors: TileColors,
): Drawing {
  const most = Math.max(0, ...provinceTiles.map(({ code }) => countOf.get(code) ?? 0));
  const shades = shadeColors(colors);
  const parts = provinceTiles.flatMap(({ code, column, row, short }) => {
    const count = countOf.get(code) ?? 0;
    const { fill, ink } = shades[shadeOf(count, most)] ?? { fill: colors.sunken, ink: colors.ink2 };
    const x = (column - 1) * (tileWidth + gap);
    const y = (row - 1) * (tileHeight + gap);
    const middle = x + tileWidth / 2;
    return [
      `<rect x="${x}" y="${y}" width="${tileWidth}" height="${tileHeight}" rx="2" fill="${fill}"/>`,
      drawText(short, { x: middle, y: y + 15, size: 12, anchor: "middle", weight: 500, fill: ink }),
      drawText(number(count), { x: middle, y: y + 29, size: 11, anchor: "middle", fill: ink }),
    ];
  });
  return drawingOf(
    tileColumns * (tileWidth + gap) - gap,
    tileRows * (tileHeight + gap) - gap,
    colors.sans,
    parts,
  );
}
