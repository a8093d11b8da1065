import { expect, test } from "vitest";
import { chartCsv } from "./chart-data.ts";

const points = [
  { key: "a", tick: "08", name: "Selasa, 08.00" },
  { key: "b", tick: "09", name: '=HYPERLINK("x")' },
];

test("the data behind a chart has a row a point, quoted where needed, and no formula", () => {
  const csv = chartCsv("Jam", points, [
    { name: "negatif", values: [3, 4] },
    { name: "biasanya", values: [null, 2] },
  ]);
  expect(csv).toBe('Jam,negatif,biasanya\r\n"Selasa, 08.00",3,\r\n"\'=HYPERLINK(""x"")",4,2');
});
