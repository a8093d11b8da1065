import { type Drawing, type DrawingColors, drawingOf, drawText } from "./drawing.ts";

const margin = 16;
/** A letter of the desk's face is about half as wide as it is high. */
const letterShare = 0.53;
const legendGap = 16;

/**
 * A drawing as a file that is understood without the page it came from: on paper of its own, under what is counted
 * (`caption`) and what it shows (`finding`), with what the colours mean below.
 */
export function frameDrawing(
  drawing: Drawing,
  {
    caption,
    finding,
    legend = [],
    colors,
  }: {
    caption: string;
    finding?: string | undefined;
    legend?: readonly { color: string; text: string }[];
    colors: DrawingColors;
  },
): Drawing {
  const width = drawing.width + 2 * margin;
  const captions = linesOf(caption, drawing.width, 15);
  const findings = finding === undefined ? [] : linesOf(finding, drawing.width, 13);
  const top = margin + captions.length * 20 + findings.length * 18 + 10;
  const words = [
    ...captions.map((text, at) =>
      drawText(text, { x: margin, y: margin + 14 + at * 20, size: 15, weight: 600, fill: colors.ink }),
    ),
    ...findings.map((text, at) =>
      drawText(text, {
        x: margin,
        y: margin + captions.length * 20 + 14 + at * 18,
        size: 13,
        fill: colors.ink3,
      }),
    ),
  ];
  let x = margin;
  let y = top + drawing.height + 20;
  const keys = legend.flatMap(({ color, text }) => {
    const wide = 16 + text.length * 12 * letterShare;
    if (x > margin && x + wide > width - margin) {
      x = margin;
      y += 18;
    }
    const at = x;
    x += wide + legendGap;
    return [
      `<rect x="${at}" y="${y - 9}" width="11" height="10" rx="2" fill="${color}"/>`,
      drawText(text, { x: at + 16, y, size: 12, fill: colors.ink3 }),
    ];
  });
  const height = legend.length === 0 ? top + drawing.height + margin : y + margin;
  return drawingOf(width, height, colors.sans, [
    `<rect width="${width}" height="${height}" fill="${colors.canvas}"/>`,
    ...words,
    `<g transform="translate(${margin} ${top})">${drawing.svg}</g>`,
    ...keys,
  ]);
}

/** Breaks a sentence into lines that fit, by the usual width of a letter. */
function linesOf(text: string, width: number, size: number): string[] {
  const most = Math.max(12, Math.floor(width / (size * letterShare)));
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
