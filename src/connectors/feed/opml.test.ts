import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type OpmlEntry, parseOpml, writeOpml } from "./opml.ts";

test("folders, plain and nested, and categories", () => {
  const text = `<?xml version="1.0"?><opml version="1.0"><head><title>Media &amp; humas</title></head><body>
    <outline text="Nasional"><outline text="Ekonomi"><outline type="rss" text="Satu" xmlUrl="https://satu.id/rss" htmlUrl="https://satu.id/"/></outline>
      <outline type="rss" text="Dua & kawan" xmlUrl="https://dua.id/feed"/></outline>
    <outline text="Tiga" category="/Daerah/Bali" xmlUrl="https://tiga.id/feed"/>
    <outline text="jahat" xmlUrl="javascript:alert(1)"/><outline text="hanya catatan"/>`;
  expect(parseOpml(text)).toEqual({
    title: "Media & humas",
    entries: [
      {
        url: "https://satu.id/rss",
        title: "Satu",
        siteUrl: "https://satu.id/",
        folder: ["Nasional", "Ekonomi"],
      },
      { url: "https://dua.id/feed", title: "Dua & kawan", folder: ["Nasional"] },
      { url: "https://tiga.id/feed", title: "Tiga", folder: ["Daerah", "Bali"] },
    ],
    skipped: 2,
    notes: [],
  });
});

test("what is no list is no list", () => {
  expect(parseOpml("<html></html>").notes).toEqual([{ code: "not-a-feed", detail: "html" }]);
  expect(parseOpml("").entries).toEqual([]);
  expect(parseOpml(`<opml><body>${'<outline text="a">'.repeat(100_000)}`).entries).toEqual([]);
});

test("what is written is read back, folders and all", () => {
  const name = fc
    .stringMatching(/^[A-Za-z<>&"'éø][A-Za-z0-9 <>&"'/éø]{0,12}[A-Za-zø]$/)
    .filter((text) => !/\s{2}|<\/?[a-z]/i.test(text));
  const entry = fc.record({
    url: fc.webUrl({ validSchemes: ["https"] }).map((url) => new URL(url).href),
    title: name,
    folder: fc.array(name, { maxLength: 3 }),
  });
  const key = ({ url, title, folder }: OpmlEntry) => JSON.stringify([folder, url, title]);
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const read = parseOpml(writeOpml(entries, { title: "Langganan", now: new Date(0) }));
      expect(read.entries.toSorted((a, b) => key(a).localeCompare(key(b)))).toEqual(
        entries.toSorted((a, b) => key(a).localeCompare(key(b))),
      );
    }),
  );
});

const outlets = join(import.meta.dirname, "../../../../shared/data/feeds-id-outlets/indonesia.opml");
if (!existsSync(outlets))
  console.warn(`skipped: list of Indonesian outlets, ${relative(process.cwd(), outlets)} is not there`);
test.skipIf(!existsSync(outlets))("a list of Indonesian outlets is read whole", () => {
  const { entries, skipped } = parseOpml(readFileSync(outlets, "utf8"));
  expect(entries.length).toBeGreaterThan(150);
  expect(skipped).toBe(0);
});
