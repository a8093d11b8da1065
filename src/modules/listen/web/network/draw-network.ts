import { type Drawing, drawingOf, drawText, mixColors } from "#web/kit/chart/drawing.ts";
import type { ChartTokens } from "#web/theme/echarts-theme.ts";
import { colourOf, type NetworkView, radiusOf } from "./network-view.ts";

const size = 1_200;
const margin = 60;
const mostNamed = 40;

/** The network as a picture of its own, for a report. */
export function drawNetwork({ nodes, edges }: NetworkView, tokens: ChartTokens): Drawing {
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  const [left, top] = [lowest(xs), lowest(ys)];
  const wide = Math.max(highest(xs) - left, highest(ys) - top, 1e-6);
  const place = (value: number, from: number): number =>
    margin + ((value - from) / wide) * (size - 2 * margin);
  const at = new Map(nodes.map((node) => [node.at, { x: place(node.x, left), y: place(node.y, top) }]));
  const line = mixColors(tokens.lineStrong, tokens.canvas, 0.35);
  const lines = edges.flatMap(({ from, to, weight }) => {
    const [a, b] = [at.get(from), at.get(to)];
    if (a === undefined || b === undefined) return [];
    const thick = Math.min(4, 0.5 + Math.log2(weight)).toFixed(1);
    return [
      `<path d="M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}" stroke="${line}" stroke-width="${thick}"/>`,
    ];
  });
  const dots = nodes.map((node) => {
    const { x, y } = at.get(node.at) ?? { x: 0, y: 0 };
    const fill = colourOf(node.community, tokens.categories, tokens.ink3);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radiusOf(node, nodes.length).toFixed(1)}" fill="${fill}"/>`;
  });
  const names = nodes
    .toSorted((a, b) => b.received - a.received)
    .slice(0, mostNamed)
    .map((node) => {
      const { x, y } = at.get(node.at) ?? { x: 0, y: 0 };
      return drawText(node.name, {
        x: x + radiusOf(node, nodes.length) + 3,
        y: y + 4,
        size: 12,
        fill: tokens.ink,
      });
    });
  return drawingOf(size, size, tokens.sans, [...lines, ...dots, ...names]);
}

// Thousands of values are too many arguments for Math.min in some browsers.
const lowest = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value), 1);
const highest = (values: readonly number[]): number =>
  values.reduce((high, value) => Math.max(high, value), -1);
