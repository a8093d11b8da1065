import { type Drawing, drawingOf, drawText, mixColors } from "./drawing.ts";

const width = 640;
const rowHeight = 26;
const nameLetters = 38;

/** Names with their counts as horizontal bars, in the order given. `text` is the count as it is written. */
export function drawRanks(
  rows: readonly { name: string; count: number; text: string }[],
  colors: { sans: string; ink: string; ink3: string; canvas: string; own: string },
): Drawing {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const bar = mixColors(colors.own, colors.canvas, 0.55);
  const parts = rows.flatMap(({ name, count, text }, at) => {
    const y = at * rowHeight;
    const shown = name.length > nameLetters ? `${name.slice(0, nameLetters - 1)}…` : name;
    return [
      drawText(shown, { x: 0, y: y + 17, size: 13, fill: colors.ink }),
      `<rect x="270" y="${y + 6}" width="${(count === 0 ? 0 : Math.max(1, (count / most) * 310)).toFixed(1)}" height="14" rx="1" fill="${bar}"/>`,
      drawText(text, { x: width, y: y + 17, size: 12, anchor: "end", fill: colors.ink3 }),
    ];
  });
  return drawingOf(width, Math.max(1, rows.length) * rowHeight, colors.sans, parts);
}
