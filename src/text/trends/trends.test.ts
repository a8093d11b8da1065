import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutText, findPhrases, sayPhrases } from "./cut-phrases.ts";
import { findDiscoveries, upperTail } from "./false-discovery.ts";
import { mannKendall, senSlope } from "./mann-kendall.ts";
import { risingPhrases } from "./rising-phrases.ts";
import { type RisingLimits, risingTerms } from "./rising-terms.ts";
import { effectiveUnits, type SaidText } from "./said-text.ts";
import { slowTerms } from "./slow-terms.ts";

type Written = { text: string; unit?: string; voice?: string };

/** What rises in texts against others, each of a voice of its own unless told. */
function rising(now: readonly Written[], before: readonly Written[], limits: Partial<RisingLimits> = {}) {
  const cut = (side: string, texts: readonly Written[]) =>
    texts.map(({ text, unit }, n) => cutText(unit ?? `${side}${n}`, text));
  const [texts, earlier] = [cut("n", now), cut("b", before)];
  const book = findPhrases(texts, 3);
  const say = (cuts: typeof texts, written: readonly Written[]): SaidText[] =>
    cuts.map((one, n) => ({
      unit: one.unit,
      voice: written[n]?.voice ?? `voice ${n}`,
      said: sayPhrases(one, book),
    }));
  return risingTerms(say(texts, now), say(earlier, before), limits);
}
const times = (count: number, text: string | ((n: number) => string), parts: Partial<Written> = {}) =>
  Array.from({ length: count }, (_, n) => ({ text: typeof text === "string" ? text : text(n), ...parts }));
const words = (found: readonly { word: string }[]) => found.map(({ word }) => word);

const usual = times(60, (n) => `Harga beras dan cabai di pasar ${n % 7} turun, warga menunggu`);

describe("what rises", () => {
  test("is named by its phrase, in place of the words within; what is as frequent as ever is not", () => {
    const now = [
      ...times(14, (n) => `Warga ${n}: bansos tidak tepat sasaran di kelurahan`),
      ...usual.slice(0, 20),
    ];
    const found = rising(now, usual);
    expect(words(found)).toContain("bansos tidak tepat sasaran");
    expect(words(found)).not.toContain("sasaran");
    expect(words(found)).not.toContain("beras");
    expect(found[0]).toMatchObject({ count: 14, past: 0, before: 0 });
    expect(found[0]?.low).toBeGreaterThan(1.5);
  });

  test("compares times of unlike size by their share", () => {
    const now = [...times(5, "gempa di Palu"), ...usual.slice(0, 5)];
    const [first] = rising(now, [...usual, ...times(12, "gempa terasa")]);
    expect(first).toMatchObject({ word: "gempa di Palu", count: 5 });
    const [more] = rising(
      [...times(20, "gempa di Palu"), ...usual.slice(0, 5)],
      [...usual, ...times(12, "gempa di Palu")],
    );
    expect(more?.before).toBeCloseTo((12 * 25) / 72, 5);
  });

  test("needs a past, and more than two texts", () => {
    expect(rising(times(5, "gempa"), [])).toEqual([]);
    expect(rising([], usual)).toEqual([]);
    expect(rising([...times(2, "gempa"), ...usual], usual)).toEqual([]);
  });

  test("is told of plain texts too", () => {
    const texts = (written: readonly Written[]) => written.map(({ text }) => text);
    const [gempa] = risingPhrases(
      [...texts(times(6, "gempa di Palu")), ...texts(usual.slice(0, 9))],
      texts(usual),
      5,
    );
    expect(gempa).toEqual({ word: "gempa di Palu", count: 6, before: 0 });
    expect(risingPhrases([], [], 5)).toEqual([]);
  });

  test("counts one release in ten outlets once, and fifty texts of one outlet as little", () => {
    const copies = times(10, "Peluncuran aplikasi layanan terpadu", { unit: "release" });
    expect(rising([...copies, ...usual], usual)).toEqual([]);
    const alone = rising([...times(12, (n) => `Rubrik zodiak ${n}`, { voice: "satu" }), ...usual], usual);
    const many = rising([...times(12, (n) => `Rubrik zodiak ${n}`), ...usual], usual);
    expect(many[0]?.z).toBeGreaterThan((alone[0]?.z ?? 0) * 1.05);
    expect(
      rising([...times(12, "Rubrik zodiak", { voice: "satu" }), ...usual], usual, { fewestVoices: 2 }),
    ).toEqual([]);
    expect(effectiveUnits(new Map([["satu", 50]]))).toBeLessThan(26);
  });

  test("joins spellings, and a hashtag with the phrase that it is", () => {
    const now = [
      ...times(4, "Kabut asap menebal di Riau"),
      ...times(3, "#KabutAsap lagi"),
      ...times(3, "B.J. Habibie dirawat"),
      ...times(3, "BJ. Habibie dirawat"),
      ...usual.slice(0, 10),
    ];
    const found = rising(now, usual);
    expect(found.find(({ word }) => word === "Kabut asap")?.count).toBe(7);
    const [habibie] = found.filter(({ key }) => key.startsWith("bj habibie"));
    expect(habibie?.count).toBe(6);
    expect(words(found)).not.toContain("#KabutAsap");
  });

  test("gathers what is said in the same texts into one line", () => {
    const now = [
      ...times(24, (n) => `Habibie wafat${n % 2 ? "" : ", Ainun"} ${"abc".charAt(n % 3)}`),
      ...usual,
    ];
    const found = rising(now, [...usual, ...usual], { isGathered: true });
    expect(found).toHaveLength(1);
    expect(found[0]?.beside).toContain("Ainun");
  });

  test("is hardly ever chance: of two halves of one stream nothing rises", () => {
    const seeded = fc.sample(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 6, maxLength: 9 }), {
      numRuns: 1_200,
      seed: 7,
    });
    const stream = seeded.map((ranks, n) => ({
      text: ranks
        .map((rank) => `kata${String.fromCodePoint(97 + (rank % 20), 97 + Math.floor(rank / 20))}`)
        .join(" "),
      voice: `voice ${n % 40}`,
    }));
    const found = rising(stream.slice(0, 600), stream.slice(600));
    expect(found.length).toBeLessThanOrEqual(1);
  });
});

describe("what grows slowly", () => {
  const days = 30;
  const stream = (share: (day: number) => number): (SaidText & { stretch: number })[] =>
    Array.from({ length: days * 100 }, (_, n) => {
      const stretch = Math.floor(n / 100);
      const has = (n % 100) / 100 < share(stretch);
      return {
        unit: `${n}`,
        voice: `voice ${n % 9}`,
        stretch,
        said: has ? [{ key: "asap", written: "Asap" }] : [],
      };
    });
  const found = (share: (day: number) => number) =>
    slowTerms(stream(share), days, { limit: 5, isGathered: true });

  test("is found when no day stands out, with its share at both ends", () => {
    const wave = (day: number): number => ((day * 7) % 5) / 100;
    const [asap] = found((day) => 0.02 + day * 0.003 + wave(day));
    expect(asap).toMatchObject({ word: "Asap" });
    expect(asap?.to).toBeGreaterThan(2 * (asap?.from ?? 1));
  });

  test("is neither what stays as it is nor what bursts on one day", () => {
    expect(found((day) => 0.06 + ((day * 7) % 5) / 100)).toEqual([]);
    expect(found((day) => (day >= 28 ? 0.9 : 0.01))).toEqual([]);
    expect(slowTerms([], 20, { limit: 5, isGathered: false })).toEqual([]);
  });
});

describe("the statistics", () => {
  test("agree with tables: tails of the normal distribution", () => {
    expect(upperTail(1.959964)).toBeCloseTo(0.025, 6);
    expect(upperTail(-1)).toBeCloseTo(0.841345, 5);
    expect(upperTail(5)).toBeCloseTo(2.8665e-7, 10);
    expect(upperTail(8) / 6.221e-16).toBeCloseTo(1, 3);
  });

  test("Mann and Kendall by hand, Theil and Sen by hand", () => {
    // Eight rising values: S = 28, variance 8·7·21/18 = 65.33, z = 27/8.083; they remember, which makes it no surer.
    expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8])).toBeLessThanOrEqual(27 / Math.sqrt(65.3333) + 1e-9);
    expect(mannKendall([3, 3, 3, 3, 3])).toBe(0);
    expect(senSlope([0, 2, 4, 100, 8, 10])).toEqual({ slope: 2, middle: 5 });
  });

  test("turning a series round turns the score round, and a straight line has its own slope", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 40 }), (values) => {
        expect(mannKendall(values.map((value) => -value))).toBeCloseTo(-mannKendall(values), 9);
      }),
      { seed: 3 },
    );
    expect(senSlope([5, 8, 11, 14]).slope).toBe(3);
  });

  test("discoveries are those of Benjamini and Hochberg", () => {
    const tests = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205].map((p) => ({ p }));
    expect(findDiscoveries(tests, 8, 0.05).map(({ p }) => p)).toEqual([0.001, 0.008]);
    expect(findDiscoveries([], 8, 0.05)).toEqual([]);
  });
});
