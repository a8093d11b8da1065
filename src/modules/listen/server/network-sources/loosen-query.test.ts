import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluateQuery } from "#text/query/evaluate-query.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import { arbitraryDocument, arbitraryQueryText } from "#text/query/query-samples.ts";
import { loosenQuery } from "./loosen-query.ts";

const treeOf = (text: string) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.tree;
};

it.each([
  ["banjir tone:negative", true],
  ["banjir OR tone:negative", false],
  ["tone:negative", false],
  ["", false],
  ["-banjir", false],
  ["banjir -tone:negative", true],
  ["author:warga", true],
  ["channel:bluesky", false],
  ["lang:id (banjir OR rob)", true],
])("lets %j choose from a stream: %s", (text, chooses) => {
  expect(loosenQuery(treeOf(text)) !== null).toBe(chooses);
});

it("lets through whatever the whole query finds, whatever is known of it later", () => {
  const clock = { now: new Date("2026-03-17T00:00:00Z"), zone: "UTC" };
  fc.assert(
    fc.property(arbitraryQueryText, arbitraryDocument, (text, document) => {
      const parsed = parseQuery(text);
      if (!parsed.ok) return;
      const loose = loosenQuery(parsed.tree);
      if (loose === null || !evaluateQuery(parsed.tree, document, clock)) return;
      const brought = ["channel", "outlet", "author", "id", "source"];
      const has = (document.fields["has"] ?? []).filter((kind) =>
        ["link", "image", "author", "parent"].includes(kind),
      );
      const fields = Object.fromEntries(
        Object.entries(document.fields).filter(([name]) => brought.includes(name)),
      );
      expect(evaluateQuery(loose, { ...document, fields: { ...fields, has } }, clock), text).toBe(true);
    }),
    { numRuns: 500 },
  );
});
