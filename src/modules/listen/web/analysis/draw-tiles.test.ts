import { expect, it } from "vitest";
import { drawTiles } from "./draw-tiles.ts";

const colors = {
  sans: "sans-serif",
  ink: "#000000",
  ink2: "#222222",
  canvas: "#ffffff",
  sheet: "#ffffff",
  sunken: "#eeeeee",
  own: "#000080",
  onOwn: "#fefefe",
};

it("draws each province with its number, the most named the darkest and with ink that can be read on it", () => {
  const { svg, width, height } = drawTiles(
    new Map([
      ["35", 90],
      ["32", 4],
    ]),
    (count) => `<${count}>`,
    colors,
  );
  expect(svg.match(/<rect/g)?.length).toBe(38);
  expect(svg).toMatch(/fill="#000080"\/><text[^>]*fill="#fefefe">Jatim<\/text><text[^>]*>&lt;90&gt;</);
  expect(svg).toMatch(/fill="#d1d1e8"\/><text[^>]*fill="#000000">Jabar</);
  expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
});
