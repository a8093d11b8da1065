import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readWordFrequency } from "../digest/word-frequency.ts";
import { makeReader } from "../read/make-reader.ts";
import { describeStory } from "./describe-story.ts";
import { headlineBait } from "./headline-bait.ts";
import type { StoryText } from "./story-text.ts";
import { type StoryVoiceText, traceStory } from "./trace-story.ts";
import { whatIsNew } from "./what-is-new.ts";

const frequency = readWordFrequency(
  readFileSync(new URL("../../../data/language/words/document-frequency.tsv", import.meta.url), "utf8"),
);
const read = makeReader({ normalise: (word) => [word], stem: (word) => word });
const hour = 3_600_000;
const start = Date.UTC(2026, 2, 1);
const story = (titles: readonly string[], from: number, step: number): StoryText[] =>
  titles.map((title, at) => ({
    id: `h${from + at * step}`,
    time: start + (from + at * step) * hour,
    title: read(title),
    body: read(
      `${title}. Bupati berjanji memperbaiki jembatan kenanga sebelum musim hujan tiba di kabupaten itu.`,
    ),
  }));
const collapse = story(
  [
    "Jembatan Kenanga Ambruk Diterjang Banjir",
    "Ini Penyebab Jembatan Kenanga Ambruk, Ternyata Begini",
    "Jembatan Kenanga Ambruk, Lima Kendaraan Tercebur Banjir",
    "Viral Jembatan Kenanga Ambruk?",
    "5 Fakta Jembatan Kenanga Ambruk",
    "Jembatan Kenanga Ambruk Diterjang Banjir Bandang",
  ],
  0,
  1,
);
const trial = story(
  [
    "Kontraktor Jembatan Kenanga Ditahan Jaksa",
    "Jaksa Tahan Kontraktor Jembatan Kenanga",
    "Sidang Kontraktor Jembatan Kenanga Digelar Jaksa",
    "Jaksa Tuntut Kontraktor Jembatan Kenanga",
    "Kontraktor Jembatan Kenanga Dituntut Jaksa",
  ],
  40,
  1,
);

test("a story is named by its plainest and most central headline", () => {
  const { leadId, phrases, summary } = describeStory(collapse, frequency);
  expect(["h0", "h2", "h5"]).toContain(leadId);
  expect(phrases[0]?.phrase).toMatch(/Jembatan Kenanga/);
  expect(summary[0]?.sentence).toBeDefined();
  expect(collapse.map(({ id }) => id)).toContain(summary[0]?.textId);
});

test("a story falls into phases where what is spoken of changes, whatever order the texts come in", () => {
  const { phases } = describeStory([...trial, ...collapse], frequency);
  expect(phases.map(({ texts }) => texts)).toEqual([6, 5]);
  expect(phases[1]).toMatchObject({ from: start + 40 * hour, to: start + 44 * hour });
  expect(phases[1]?.phrases.map(({ phrase }) => phrase).join()).toMatch(/Jaksa|Kontraktor/);
});

test("what is new is what was not spoken of before", () => {
  const fresh = whatIsNew([...collapse, ...trial], start + 30 * hour, frequency, 5).map(
    ({ phrase }) => phrase,
  );
  expect(fresh.join()).toMatch(/Jaksa|Kontraktor/);
  expect(fresh.join()).not.toMatch(/Ambruk/);
  expect(whatIsNew([], start, frequency, 5)).toEqual([]);
});

test.each([
  ["Gubernur Resmikan Jembatan Baru", 0],
  ["Ini Kata Gubernur soal Jembatan", 0.5],
  ["Jembatan Ambruk, Benarkah?", 0.4],
])("%j promises %d", (title, bait) => {
  expect(headlineBait(read(title))).toBe(bait);
});

test("any story has a lead that is one of its texts, and none has no answer", () => {
  const texts = fc.array(fc.tuple(fc.string({ maxLength: 60 }), fc.nat(200), fc.boolean()), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(texts, (drawn) => {
      const all = drawn.map(
        ([text, hours, isPost], at): StoryText => ({
          id: `t${at}`,
          time: start + hours * hour,
          title: isPost ? null : read(text),
          body: isPost ? read(text) : null,
        }),
      );
      const { leadId, phases } = describeStory(all, frequency);
      expect(all.map(({ id }) => id)).toContain(leadId);
      expect(phases.reduce((sum, phase) => sum + phase.texts, 0)).toBe(all.length);
    }),
    { numRuns: 60 },
  );
  expect(() => describeStory([], frequency)).toThrow(RangeError);
});

const voice = (id: string, minutes: number, side: "press" | "public", name: string): StoryVoiceText => ({
  id,
  time: start + minutes * 60_000,
  side,
  voice: name,
});

test("a story is traced from where it began to where it crossed over", () => {
  const trace = traceStory([
    voice("p1", 95, "press", "koran-melati"),
    voice("a2", 20, "public", "@warga"),
    voice("a1", 0, "public", "@saksi"),
    voice("a3", 30, "public", "@saksi"),
    voice("p2", 180, "press", "kabar-dahlia"),
  ]);
  expect(trace.began).toMatchObject({ voice: "@saksi", side: "public", texts: 2, firstId: "a1" });
  expect(trace.crossed).toMatchObject({ voice: "koran-melati", side: "press", afterMs: 95 * 60_000 });
  expect(trace.threeVoicesMs).toBe(95 * 60_000);
  expect(trace.tenVoicesMs).toBeNull();
  expect(trace.halfMs).toBe(30 * 60_000);
  expect(trace.leadMs).toBe(-75 * 60_000);
  expect(trace.voices.map(({ voice: name }) => name)).toEqual([
    "@saksi",
    "@warga",
    "koran-melati",
    "kabar-dahlia",
  ]);
});

test("a story of one side has not crossed", () => {
  const trace = traceStory([voice("p1", 0, "press", "koran-melati")]);
  expect(trace).toMatchObject({ crossed: null, leadMs: null, halfMs: 0 });
  expect(() => traceStory([])).toThrow(RangeError);
});
