import { describe, expect, it } from "vitest";
import { outcomeKeys, outcomeNoteKeys } from "../../contract/outcome-keys.ts";
import english from "../../web/messages/en.json" with { type: "json" };
import indonesian from "../../web/messages/id.json" with { type: "json" };
import sourcesInEnglish from "../../web/sources/messages/en.json" with { type: "json" };
import sourcesInIndonesian from "../../web/sources/messages/id.json" with { type: "json" };
import refusedInEnglish from "../messages/en.json" with { type: "json" };
import refusedInIndonesian from "../messages/id.json" with { type: "json" };

/** Keys without the endings of plural forms. */
const named = (sentences: object): string[] =>
  [...new Set(Object.keys(sentences).map((key) => key.replace(/_(one|other)$/, "")))].sort();

describe("what a poll ends with", () => {
  it("has a sentence in both languages for every key, and none is left over", () => {
    for (const { outcome } of [indonesian, english]) expect(named(outcome)).toEqual([...outcomeKeys].sort());
    for (const { sources } of [sourcesInIndonesian, sourcesInEnglish])
      expect(named(sources.note)).toEqual([...outcomeNoteKeys].sort());
  });
});

describe("why an address cannot be had", () => {
  /** Ends of a look that come after the address was reached, that networks have, or that no person waits for. */
  const later =
    /^(fresh|nothing_new|unchanged|pushed|still_reading|reading_back|streaming|account_.*|network_.*|budget_spent|missing_for_weeks|not_a_feed.*|unreadable|robots_.*|no_articles|took_too_long|internal)$/;
  it("is said in both languages, for every way it can fail", () => {
    const wanted = outcomeKeys.filter((key) => !later.test(key)).sort();
    for (const { errors } of [refusedInIndonesian, refusedInEnglish])
      expect(named(errors.listen.address)).toEqual(wanted);
  });
});
