import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stemWord } from "../clitics.ts";
import { makeReader } from "../read/make-reader.ts";
import { makeRouter, predictUnit } from "./make-router.ts";
import { MOST_UNITS } from "./routing.ts";
import { scoreRouting, scoreRoutingAsItComes } from "./score-routing.ts";

const read = makeReader({ normalise: (exact) => [exact], stem: stemWord });
const cases: readonly [string, string][] = [
  ["Lampu jalan di depan masjid padam sejak Senin", "Perhubungan"],
  ["PJU gang 3 mati, gelap sekali", "Perhubungan"],
  ["Lampu penerangan jalan tidak menyala", "Perhubungan"],
  ["Jalan berlubang di depan pasar", "Bina Marga"],
  ["Aspal rusak dan berlubang, banyak yang jatuh", "Bina Marga"],
  ["Lubang besar di jalan raya dekat jembatan", "Bina Marga"],
  ["Sampah menumpuk tidak diangkut", "Lingkungan Hidup"],
  ["Pohon besar perlu dipangkas, sampah daun berserakan", "Lingkungan Hidup"],
  ["Bau sampah dari TPS", "Lingkungan Hidup"],
];

function taught(times = 3) {
  const router = makeRouter();
  for (let time = 0; time < times; time += 1)
    for (const [text, unit] of cases) router.learn(read(text), unit);
  return router;
}

describe("a router", () => {
  test("suggests nothing before it has learned, and then the unit of like cases, with the words that say so", () => {
    expect(makeRouter().suggest(read("Lampu mati"))).toEqual([]);
    const text = "Mohon diperbaiki, lampu di gang kami padam";
    const [first, ...others] = taught().suggest(read(text));
    expect(first?.unit).toBe("Perhubungan");
    expect(first?.reasons.map(({ start, end }) => text.slice(start, end))).toContain("lampu");
    expect(others).toHaveLength(2);
    expect(predictUnit(taught())(read("sampah bau"))).toBe("Lingkungan Hidup");
  });

  test("goes on where it was saved, to the last bit", () => {
    const router = taught();
    const again = makeRouter(router.save());
    const text = read("jalan di depan TPS berlubang dan gelap");
    expect(again.suggest(text)).toEqual(router.suggest(text));
    router.learn(text, "Bina Marga");
    again.learn(text, "Bina Marga");
    expect(again.suggest(text)).toEqual(router.suggest(text));
    expect(() => makeRouter(router.save().slice(0, 100))).toThrow("cut short");
    expect(() => makeRouter(new Uint8Array(20))).toThrow("not the state");
  });

  test("follows a correction: taken back from one unit and learned for another", () => {
    const router = taught();
    const odd = read("kucing liar masuk kelas");
    router.learn(odd, "Perhubungan");
    expect(router.suggest(odd, 1)[0]?.unit).toBe("Perhubungan");
    router.unlearn(odd, "Perhubungan");
    router.learn(odd, "Pendidikan");
    expect(router.suggest(odd, 1)[0]?.unit).toBe("Pendidikan");
  });

  test("suggests no unit whose cases were all taken back, and takes back nothing it never had", () => {
    const router = makeRouter();
    const text = read("lampu mati");
    router.learn(text, "Satu");
    router.unlearn(text, "Satu");
    router.unlearn(text, "Satu");
    router.unlearn(text, "Dua");
    expect(router.suggest(text)).toEqual([]);
  });

  test(`has room for ${MOST_UNITS} units`, () => {
    const router = makeRouter();
    for (let unit = 0; unit < MOST_UNITS; unit += 1)
      expect(router.learn(read(`kata${unit}`), `u${unit}`)).toBe(true);
    expect(router.learn(read("baru"), "satu lagi")).toBe(false);
    expect(router.suggest(read("kata7"), 1)[0]?.unit).toBe("u7");
  });

  test("keeps sums of words only as long as they hold: what is asked in between changes no answer", () => {
    const text = fc.constantFrom(
      ...cases.map(([one]) => one),
      "lampu lampu padam padam di jalan",
      "",
      "#tag 👍",
    );
    const step = fc.record({
      text,
      unit: fc.constantFrom("a", "b", "c"),
      act: fc.constantFrom("learn", "unlearn", "ask"),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const router = makeRouter();
        for (const { text, unit, act } of steps) {
          if (act === "ask") router.suggest(read(text));
          else if (act === "learn") router.learn(read(text), unit);
          else router.unlearn(read(text), unit);
        }
        const fresh = makeRouter(router.save());
        for (const { text } of steps) expect(router.suggest(read(text))).toEqual(fresh.suggest(read(text)));
      }),
      { numRuns: 25 },
    );
  });

  test("answers the same without reasons, after any number of new words, and to whatever reader read the text", () => {
    const router = taught();
    const text = "Mohon lampu di gang kami diperbaiki, gelap, jalan juga berlubang";
    const answer = router.suggest(read(text));
    expect(router.suggest(read(text), 3, false)).toEqual(answer.map((one) => ({ ...one, reasons: [] })));
    for (let from = 0; from < 60_000; from += 300)
      router.suggest(read(Array.from({ length: 300 }, (_, at) => `x${from + at}y`).join(" ")));
    expect(router.suggest(read(text))).toEqual(answer);
    const readAnew = makeReader({ normalise: (exact) => [exact], stem: stemWord });
    expect(router.suggest(readAnew(`${text} lagi`), 3)).toEqual(router.suggest(read(`${text} lagi`), 3));
    expect(router.suggest(readAnew(text))).toEqual(answer);
  });

  test("whatever is learned and asked, probabilities are shares and reasons lie in the text", () => {
    const router = taught(1);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
        router.learn(read(text), "Lain");
        const suggestions = router.suggest(read(text), 9);
        const sum = suggestions.reduce((total, { probability }) => total + probability, 0);
        expect(sum).toBeCloseTo(1, 6);
        for (const { reasons } of suggestions)
          for (const { start, end } of reasons) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
          }
      }),
      { numRuns: 60 },
    );
  });
});

const surabaya = new URL(
  "../../../../shared/data/complaints-surabaya/complaints_dev_to_2023-02.jsonl",
  import.meta.url,
);

test.skipIf(!existsSync(surabaya))(
  "a city's own cases route its next ones (skipped without ../shared/data)",
  () => {
    type Row = { text: string; agency: string; created_at: string };
    const rows = readFileSync(surabaya, "utf8")
      .trim()
      .split("\n")
      .map((line): Row => JSON.parse(line));
    rows.sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0));
    const sizes = new Map<string, number>();
    for (const { agency } of rows) sizes.set(agency, (sizes.get(agency) ?? 0) + 1);
    const biggest = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 15);
    const names = new Set(biggest.map(([name]) => name));
    const routed = rows.map(({ text, agency, created_at: at }) => {
      return { reading: read(text), unit: names.has(agency) ? agency : "other", isLate: at >= "2022-12-01" };
    });
    const score = scoreRouting(
      routed.filter(({ isLate }) => !isLate),
      routed.filter(({ isLate }) => isLate),
    );
    expect(score.accuracy).toBeGreaterThan(0.76);
    expect(score.macroF1).toBeGreaterThan(0.58);
    expect(score.topThree).toBeGreaterThan(0.93);
    expect(scoreRoutingAsItComes(routed.slice(0, 2000)).topThree).toBeGreaterThan(0.85);
  },
  120_000,
);
