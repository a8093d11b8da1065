import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readWordFrequency } from "../digest/word-frequency.ts";
import { makeReader } from "../read/make-reader.ts";
import { makeStoryLine } from "./make-story-line.ts";
import type { StoryLine } from "./story-line.ts";
import type { StoryText } from "./story-text.ts";

const frequency = readWordFrequency(
  readFileSync(new URL("../../../data/language/words/document-frequency.tsv", import.meta.url), "utf8"),
);
const read = makeReader({ normalise: (word) => [word], stem: (word) => word.replace(/nya$/, "") });
const hour = 3_600_000;
const start = Date.UTC(2026, 2, 1);
const makeLine = () => makeStoryLine({ frequency });

const headline = (id: string, title: string, hours: number, copyOf?: string): StoryText => ({
  id,
  time: start + hours * hour,
  title: read(title),
  body: null,
  ...(copyOf === undefined ? {} : { copyOf }),
});
const post = (id: string, text: string, hours: number): StoryText => ({
  id,
  time: start + hours * hour,
  title: null,
  body: read(text),
});

const bridge = [
  headline("b1", "Jembatan Kenanga Ambruk, Lima Kendaraan Tercebur", 0),
  headline("b2", "Jembatan Kenanga Ambruk Diterjang Banjir Bandang", 1),
  headline("b3", "Bupati Tinjau Jembatan Kenanga yang Ambruk", 3),
  post("b4", "gila jembatan kenanga ambruk semalam, untung ga ada korban", 4),
  headline("b5", "Polisi Periksa Kontraktor Jembatan Kenanga", 8),
];
const chilli = [
  headline("c1", "Harga Cabai di Pasar Induk Turun Tajam", 0.5),
  headline("c2", "Petani Keluhkan Harga Cabai yang Turun Tajam", 2),
  headline("c3", "Harga Cabai Anjlok, Pedagang Pasar Induk Merugi", 5),
];
const both = [...bridge, ...chilli].sort((a, b) => a.time - b.time);
const addAll = (line: StoryLine, texts: readonly StoryText[]): void => {
  for (const text of texts) line.add(text);
};
const idsOf = (line: StoryLine, id: string): string[] => [...(line.state(id)?.members ?? [])].sort();

test("headlines and posts about one event become one story, others another", () => {
  const line = makeLine();
  const places = both.map((text) => line.add(text));
  expect(places[0]).toMatchObject({ storyId: "b1", score: 1, isNew: true });
  expect(idsOf(line, "b1")).toEqual(["b1", "b2", "b3", "b4", "b5"]);
  expect(idsOf(line, "c1")).toEqual(["c1", "c2", "c3"]);
});

test("a copy goes where its original is, whatever it says", () => {
  const line = makeLine();
  addAll(line, bridge);
  const place = line.add(headline("copy", "Ringkasan pagi", 9, "b2"));
  expect(place).toMatchObject({ storyId: "b1", score: 1, isNew: false });
});

test("a story that was silent too long does not go on", () => {
  const line = makeLine();
  addAll(line, bridge);
  const place = line.add(headline("late", "Jembatan Kenanga Ambruk Diterjang Banjir Bandang", 24 * 9));
  expect(place.isNew).toBe(true);
});

test("two stories that come to tell the same become one, under the id of the older", () => {
  const line = makeLine();
  line.keepApart("x", "y");
  line.add(headline("x", "Kapal Melati Hilang Kontak", 0));
  line.add(headline("y", "Nelayan Cari Penumpang Perahu", 0.1));
  line.pin("x2", "x");
  line.pin("y2", "y");
  line.add(headline("x2", "Kapal Melati Tenggelam, Penumpang Dicari Nelayan", 0.2));
  line.add(headline("y2", "Penumpang Kapal Melati Dicari Nelayan", 0.3));
  expect(line.settle()).toEqual([]);
  const free = makeLine();
  free.pin("x2", "x");
  free.pin("y2", "y");
  addAll(free, [
    headline("x", "Kapal Melati Hilang Kontak", 0),
    headline("y", "Nelayan Cari Penumpang Perahu", 0.1),
    headline("x2", "Kapal Melati Tenggelam, Penumpang Dicari Nelayan", 0.2),
    headline("y2", "Penumpang Kapal Melati Dicari Nelayan", 0.3),
  ]);
  expect(free.settle()).toEqual([{ kind: "merged", from: "y", to: "x", texts: ["y", "y2"] }]);
  expect(free.current("y")).toBe("x");
  expect(idsOf(free, "y")).toEqual(["x", "x2", "y", "y2"]);
});

test("a story in which two things are spoken of is split", () => {
  const line = makeLine();
  const floods = Array.from({ length: 8 }, (_, at) =>
    headline(`f${at}`, "Banjir Rendam Kelurahan Anggrek", at / 10),
  );
  const matches = Array.from({ length: 8 }, (_, at) =>
    headline(`m${at}`, "Kiper Melati Gagalkan Penalti", 1 + at / 10),
  );
  for (const { id } of matches) line.pin(id, "f0");
  addAll(line, [...floods, ...matches]);
  expect(line.state("f0")?.members).toHaveLength(16);
  const stayed = line.settle();
  expect(stayed, "a person put them there").toEqual([]);

  const free = makeLine();
  for (const text of [...floods, ...matches]) free.place(text, "f0");
  expect(free.settle()).toMatchObject([{ kind: "split", from: "f0" }]);
  expect(new Set(floods.map(({ id }) => free.storyOf(id))).size).toBe(1);
  expect(free.storyOf("m0")).not.toBe(free.storyOf("f0"));
  expect(makeHeld([...floods, ...matches]).settle()).toEqual([]);
});

function makeHeld(texts: readonly StoryText[]): StoryLine {
  const line = makeLine();
  for (const text of texts) line.place(text, "f0");
  line.hold("f0");
  return line;
}

test("what a person decided is honoured", () => {
  const line = makeLine();
  line.pin("c3", "b1");
  line.ban("b3", "b1");
  addAll(line, both);
  expect(line.storyOf("c3")).toBe("b1");
  expect(line.storyOf("b3")).not.toBe("b1");
  expect(line.ban("c3", "b1")).toBe("c3");
  expect(line.storyOf("c3")).toBe("c3");
  line.pin("c3", "c1");
  expect(line.storyOf("c3")).toBe("c1");

  expect(line.merge("b1", "c1")).toMatchObject({ kind: "merged", from: "c1", to: "b1" });
  expect(line.storyOf("c2")).toBe("b1");
  expect(() => line.merge("b1", "c1")).toThrow(RangeError);
  const change = line.split("b1", ["c1", "c2", "c3"]);
  expect(idsOf(line, change.to)).toEqual(["c1", "c2", "c3"]);
  expect(line.settle()).toEqual([]);
  expect(() => line.split("b1", ["nowhere"])).toThrow(RangeError);
});

test("what stories keep apart stays apart through merges", () => {
  const line = makeLine();
  const texts = ["a", "b", "c"].flatMap((name) =>
    [0, 1].map((at) => headline(`${name}${at}`, "Harga Cabai di Pasar Induk Turun Tajam", at)),
  );
  for (const text of texts) line.place(text, `${text.id.slice(0, 1)}0`);
  line.keepApart("c0", "b0");
  line.merge("a0", "b0");
  line.hold("c0");
  expect(line.settle()).toEqual([]);
  expect(line.stories().map(({ id }) => id)).toEqual(["a0", "c0"]);
});

test("statements are honoured as if they had been made one by one, the later before the earlier", () => {
  const line = makeLine();
  line.decide([
    { kind: "pin", text: "c3", story: "c1" },
    { kind: "pin", text: "c3", story: "b1" },
    { kind: "ban", text: "b3", story: "b1" },
    { kind: "apart", story: "b1", other: "c1" },
    { kind: "together", story: "b1", other: "c1" },
    { kind: "hold", story: "b1" },
  ]);
  addAll(line, both);
  expect(line.storyOf("c3")).toBe("b1");
  expect(line.storyOf("b3")).not.toBe("b1");
  line.decide([]);
  expect(line.add(headline("b6", "Jembatan Kenanga Ambruk Diterjang Banjir", 9)).storyId).toBe("b1");
});

test("a text that began a story and went on elsewhere begins another one under another name", () => {
  const line = makeLine();
  addAll(line, bridge);
  line.remove("b1");
  expect(line.add(headline("b1", "Lomba Melukis Anak Kota Dahlia", 9))).toMatchObject({
    storyId: "b1+1",
    isNew: true,
  });
});

test("a text that comes late joins the story of its own days", () => {
  const line = makeLine();
  addAll(line, both);
  expect(line.add(headline("old", "Jembatan Kenanga Ambruk Diterjang Banjir", -24 * 9)).isNew).toBe(true);
  expect(line.add(headline("late", "Jembatan Kenanga Ambruk Diterjang Banjir", 2)).storyId).toBe("b1");
});

test("the state is rebuilt from members, and goes on as it would have", () => {
  const whole = makeLine();
  const [before, after] = [both.slice(0, 5), both.slice(5)];
  addAll(whole, before);
  const rebuilt = makeLine();
  for (const text of before) rebuilt.place(text, whole.storyOf(text.id) ?? "");
  expect(after.map((text) => rebuilt.add(text).storyId)).toEqual(
    after.map((text) => whole.add(text).storyId),
  );
});

test("old texts are forgotten, and stories that have none left", () => {
  const line = makeLine();
  addAll(line, both);
  expect(line.expire(start + 6 * hour)).toEqual(["c1"]);
  expect(idsOf(line, "b1")).toEqual(["b5"]);
  expect(line.size).toBe(1);
  expect(line.remove("b5")).toBe(true);
  expect(line.remove("b5")).toBe(false);
  expect(line.stories()).toEqual([]);
});

test("a text that comes again stays where it is", () => {
  const line = makeLine();
  addAll(line, both);
  expect(line.add(headline("b2", "Harga Cabai di Pasar Induk Turun Tajam", 9))).toMatchObject({
    storyId: "b1",
    isNew: false,
  });
  expect(line.size).toBe(both.length);
});

test("whatever comes, every text is in one story, no story is empty, and it happens again the same way", () => {
  const word = fc.constantFrom(
    "jembatan",
    "kenanga",
    "ambruk",
    "cabai",
    "harga",
    "turun",
    "😡",
    "",
    "#viral",
    "17",
  );
  const texts = fc.array(fc.tuple(fc.array(word, { maxLength: 6 }), fc.nat(400), fc.nat(30)), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(texts, (drawn) => {
      const run = (): string[] => {
        const line = makeLine();
        for (const [at, [words, hours, step]] of drawn.entries()) {
          const text = headline(`t${at}`, words.join(" "), hours);
          line.add(step < 3 ? { ...text, copyOf: `t${step}` } : text);
          const [one, other] = line.stories();
          if (step === 7 && one && other) line.merge(one.id, other.id);
          if (step === 8 && one) line.ban(one.members[0] ?? "", one.id);
          if (step === 9) line.expire(start + 100 * hour);
          if (step === 10) line.settle();
        }
        const stories = line.stories();
        const members = stories.flatMap((story) => story.members);
        expect(new Set(members).size).toBe(members.length);
        expect(members).toHaveLength(line.size);
        for (const { id, members: ids } of stories) {
          expect(ids.length).toBeGreaterThan(0);
          expect(new Set(ids.map((text) => line.storyOf(text)))).toEqual(new Set([id]));
        }
        return stories.map((story) => `${story.id}:${story.members.join()}`);
      };
      expect(run()).toEqual(run());
    }),
    { numRuns: 60 },
  );
});
