import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeedItem } from "#connectors/feed/feed-shape.ts";
import { draftFromFeed, draftsFromFeed } from "./draft-from-feed.ts";

const source = { id: "s", title: "Kabar", outlet: "kabar.test", channel: "news" };
const now = new Date("2026-03-17T07:20:00Z");
const item = (parts: Partial<FeedItem>): FeedItem => ({
  categories: [],
  enclosures: [],
  notes: [],
  ...parts,
});
const text = fc.option(fc.string({ unit: "binary", maxLength: 40 }), { nil: undefined });
const anyItem = fc
  .record({
    externalId: text,
    url: fc.option(fc.webUrl(), { nil: undefined }),
    title: text,
    text,
    summary: text,
    at: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
  })
  .map(({ at, ...parts }) =>
    item({
      ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
      ...(at ? { publishedAt: { at, precision: "minute" } } : {}),
    }),
  );

describe("an item of a feed as a draft", () => {
  it("is named by its id, else its address, else its words", () => {
    const named = (parts: Partial<FeedItem>) => draftFromFeed(source, item(parts), now)?.externalId;
    expect(named({ externalId: "7", url: "https://kabar.test/7", title: "A" })).toBe("7");
    expect(named({ url: "https://kabar.test/7?utm_source=rss", title: "A" })).toBe("https://kabar.test/7");
    expect(named({ title: "A" })).toMatch(/^words:/);
    expect(named({ title: "A" })).not.toBe(named({ title: "B" }));
    expect(named({})).toBeUndefined();
  });
  it("without a title takes the first line of its text", () => {
    expect(draftFromFeed(source, item({ text: "Baris satu.\nBaris dua." }), now)?.title).toBe("Baris satu.");
    expect(draftFromFeed(source, item({ text: "kata ".repeat(100) }), now)?.title).toHaveLength(120);
  });
  it("is dated as it says unless that cannot be", () => {
    const dated = (at: string) =>
      draftFromFeed(
        source,
        item({ title: "A", publishedAt: { at: new Date(at), precision: "second" } }),
        now,
      );
    expect(dated("2026-03-17T08:00:00Z")).toMatchObject({ timePrecision: "minute" });
    expect(dated("2026-03-17T09:00:00Z")).toMatchObject({ timePrecision: "received", publishedAt: now });
    expect(dated("1970-01-01T00:00:00Z")).toMatchObject({ timePrecision: "received", publishedAt: now });
  });
  it("whatever the feed, every draft has a name of its own, words and a time that can be", () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 30 }), (items) => {
        const { drafts, empty } = draftsFromFeed(source, items, now);
        expect(new Set(drafts.map(({ externalId }) => externalId)).size).toBe(drafts.length);
        expect(drafts.length + empty).toBeLessThanOrEqual(items.length);
        for (const draft of drafts) {
          expect(draft.title !== "" || draft.text !== "").toBe(true);
          expect(draft.publishedAt.getTime()).toBeLessThanOrEqual(now.getTime() + 3_600_000);
          expect(draft.publishedAt.getUTCFullYear()).toBeGreaterThanOrEqual(1990);
        }
      }),
    );
  });
});
