/** A picture as SVG of its own: one whole `<svg>` element, and its size in CSS pixels. */
export type Drawing = { svg: string; width: number; height: number };

/** What a drawing is coloured with, as values, because a saved file knows no page whose tokens it could read. */
export type DrawingColors = { sans: string; ink: string; ink3: string; canvas: string };

/** A text as it stands inside SVG: XML knows neither control characters nor half surrogates, and would refuse the file. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** One line of text in a drawing; `y` is its baseline. */
export function drawText(
  text: string,
  {
    x,
    y,
    size,
    fill,
    anchor = "start",
    weight = 400,
  }: {
    x: number;
    y: number;
    size: number;
    fill: string;
    anchor?: "start" | "middle" | "end";
    weight?: 400 | 500 | 600;
  },
): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${fill}">${xmlText(text)}</text>`;
}

/** Wraps what is drawn into an element of its own. */
export const drawingOf = (
  width: number,
  height: number,
  sans: string,
  parts: readonly string[],
): Drawing => ({
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${xmlText(sans)}">${parts.join("")}</svg>`,
  width,
  height,
});

/** The middle between two colours written as #rrggbb: `share` of the first. Other notations are left as the first. */
export function mixColors(first: string, second: string, share: number): string {
  const a = channelsOf(first);
  const b = channelsOf(second);
  if (a === undefined || b === undefined) return first;
  const mixed = a.map((value, at) => Math.round(value * share + (b[at] ?? 0) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channelsOf(color: string): number[] | undefined {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color);
  return hex?.slice(1).map((part) => Number.parseInt(part, 16));
}
