import fc from "fast-check";
import { parseDocument } from "htmlparser2";
import { expect, test } from "vitest";
import { drawRanks } from "./draw-ranks.ts";
import { drawingOf, mixColors, xmlText } from "./drawing.ts";
import { frameDrawing } from "./frame-drawing.ts";

const colors = { sans: "sans-serif", ink: "#111111", ink3: "#666666", canvas: "#ffffff", own: "#0000ff" };

test("a saved picture says what is counted, what it shows and what its colours mean", () => {
  const inner = drawingOf(300, 100, "sans-serif", ["<circle r='3'/>"]);
  const framed = frameDrawing(inner, {
    caption: "Sebutan per jam",
    finding: "Puncak 194 pukul 08.00, biasanya 78, dan kalimat ini lebih panjang daripada gambarnya.",
    legend: [
      { color: "#b2401f", text: "negatif" },
      { color: "#2e9184", text: "positif" },
    ],
    colors,
  });
  expect(framed.svg).toContain("Sebutan per jam</text>");
  expect(framed.svg.match(/font-size="13"/g)?.length).toBeGreaterThan(1);
  expect(framed.svg).toMatch(/fill="#b2401f"\/><text[^>]*>negatif</);
  expect(framed.width).toBeGreaterThan(inner.width);
  expect(framed.height).toBeGreaterThan(inner.height + 80);
});

test("a saved picture stays well-formed whatever its words are", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (caption, name) => {
      const { svg } = frameDrawing(drawRanks([{ name, count: 1, text: "1" }], colors), { caption, colors });
      const [root, ...rest] = parseDocument(svg, { xmlMode: true }).children;
      expect(root).toMatchObject({ name: "svg" });
      expect(rest).toEqual([]);
    }),
  );
  expect(xmlText('<a b="c">&\u0001\ud800')).toBe("&lt;a b=&quot;c&quot;&gt;&amp; \ufffd");
});

test("colours are mixed as the page mixes them", () => {
  expect(mixColors("#000000", "#ffffff", 0.8)).toBe("#333333");
  expect(mixColors("oklch(1 0 0)", "#ffffff", 0.5)).toBe("oklch(1 0 0)");
});
