import fc from "fast-check";
import { expect, test } from "vitest";
import { combineVoices } from "./combine-voices.ts";
import { countOnce } from "./count-once.ts";
import type { FoundCopy } from "./read-copies.ts";

const voiceIds = ["a", "b", "c"];
const topics = [
  { name: "D", query: "", monitorIds: ["d"] },
  { name: "D atau E", query: "", monitorIds: ["d", "e"] },
];
const start = Date.UTC(2026, 2, 10);
const hourMs = 3_600_000;
const tones = ["negative", "neutral", "positive", "unsure"] as const;

/** Mentions in the order of time, some of them in groups of copies. */
const mentions = fc.array(
  fc.record({
    group: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
    monitorIds: fc.subarray(["a", "b", "c", "d", "e"], { minLength: 1 }),
    tone: fc.constantFrom(...tones),
    isLater: fc.boolean(),
  }),
  { maxLength: 30 },
);

test("copies as one are what is counted of units one by one", () => {
  fc.assert(
    fc.property(mentions, (drawn) => {
      let at = start;
      const all = drawn.map(({ isLater, ...mention }, index) => {
        if (isLater) at += hourMs;
        return { ...mention, publishedAt: at, unit: mention.group ?? `alone ${index}` };
      });
      const found = all.map(({ monitorIds }) => ({ monitorIds, count: 1 }));
      const copies: FoundCopy[][] = [1, 2, 3, 4].map((group) => all.filter((one) => one.group === group));
      const combined = combineVoices(found, copies, voiceIds, topics);

      const units = Map.groupBy(all, ({ unit }) => unit);
      const sets = [...units.values()].map((some) =>
        voiceIds.filter((id) => some.some(({ monitorIds }) => monitorIds.includes(id))).join(" "),
      );
      const expected = new Map<string, number>();
      for (const set of sets) if (set !== "") expected.set(set, (expected.get(set) ?? 0) + 1);
      expect(
        new Map(combined.combinations.map(({ monitorIds, count }) => [monitorIds.join(" "), count])),
      ).toEqual(expected);
      expect(combined.topics).toEqual(
        topics.map((topic) =>
          voiceIds.map(
            (voice) =>
              [...units.values()].filter((some) =>
                some.some(
                  ({ monitorIds }) =>
                    monitorIds.includes(voice) && topic.monitorIds.some((id) => monitorIds.includes(id)),
                ),
              ).length,
          ),
        ),
      );

      const count = (of: typeof all) =>
        [...Map.groupBy(of, ({ publishedAt }) => publishedAt)].map(([hour, some]) => ({
          at: hour,
          total: some.length,
          tones: {
            negative: some.filter(({ tone }) => tone === "negative").length,
            neutral: some.filter(({ tone }) => tone === "neutral").length,
            positive: some.filter(({ tone }) => tone === "positive").length,
            unsure: some.filter(({ tone }) => tone === "unsure").length,
          },
        }));
      const foundBy = (id: string) => all.filter(({ monitorIds }) => monitorIds.includes(id));
      const sums = new Map(voiceIds.map((id) => [id, count(foundBy(id))]));
      countOnce(sums, copies, { bucket: "hour", zone: "Asia/Jakarta" });
      for (const id of voiceIds) {
        const firsts = [...Map.groupBy(foundBy(id), ({ unit }) => unit).values()].flatMap(
          ([one]) => one ?? [],
        );
        expect(sums.get(id)?.filter(({ total }) => total > 0)).toEqual(
          count(firsts.sort((x, y) => x.publishedAt - y.publishedAt)),
        );
      }
    }),
  );
});
