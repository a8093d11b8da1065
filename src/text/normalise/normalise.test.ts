import fc from "fast-check";
import { expect, test } from "vitest";
import { emojiTone, emoticonTone, judgedSigns } from "./emoji-tones.ts";
import { makeNormaliser } from "./make-normaliser.ts";
import { readCapitalNames, readSlang, readWordCounts } from "./normalise-knowledge.ts";
import { splitByCase, splitJoined } from "./split-hashtag.ts";
import { withMeN } from "./spoken-affixes.ts";
import { doubled, isLaughter, lettersForDigits, shortenings } from "./undo-spelling.ts";

test("lists of spellings: the first that knows a form has the last word, names are kept apart", () => {
  const first = "# a remark\nterima kasih: mksh tks\n! wong max\n";
  const slang = readSlang(first, "masih: mksh msh");
  expect([...slang]).toEqual([
    ["mksh", ["terima", "kasih"]],
    ["tks", ["terima", "kasih"]],
    ["msh", ["masih"]],
  ]);
  expect([...readCapitalNames(first)]).toEqual(["wong", "max"]);
  const { words, names } = readWordCounts("jalan\t90\t10\nbudi\t1\t50");
  expect([...words]).toEqual([
    ["jalan", 100],
    ["budi", 51],
  ]);
  expect([...names]).toEqual(["budi"]);
});

test("a normaliser without knowledge changes nothing but plain lengthening and laughter", () => {
  const empty = {
    slang: new Map<string, readonly string[]>(),
    words: new Map<string, number>(),
    names: new Set<string>(),
  };
  const { normalise } = makeNormaliser(empty, (word) => word);
  expect(["jalan", "zzzzz", "hahaha", "x2"].map((word) => normalise(word).join(" "))).toEqual([
    "jalan",
    "z",
    "hahaha",
    "x2",
  ]);
});

test.each([
  ["bangeeet", ["banget", "bangeet"]],
  ["saaangaaat", ["sangat", "saangaat", "sangaat", "saangat"]],
  ["bangett", ["banget"]],
  ["tinggall", ["tinggal", "tingal"]],
])("%s may be %j", (word, expected) => {
  expect(shortenings(word)).toEqual(expected);
});

test.each([
  ["t4p1", "tapi"],
  ["5apa", "sapa"],
  ["4g", undefined],
  ["2019", undefined],
  ["jalan2", undefined],
])("%s has the letters %s", (word, expected) => {
  expect(lettersForDigits(word)).toBe(expected);
});

test("a figure two doubles a word only where letters stand before it", () => {
  expect(doubled("orang2nya")).toEqual({ base: "orang", ending: "nya" });
  expect([doubled("2x"), doubled("h2o"), doubled("a2b2")]).toEqual([undefined, undefined, undefined]);
});

test("laughter is told from words", () => {
  expect(["wkwkwkwkwk", "hahahhaha", "xixixi", "awokwokwok", "hehehee"].map(isLaughter)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(["kaki", "hawa", "kakak", "awak", "hehe1", "haha", "kokoh"].map(isLaughter)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    false,
  ]);
});

test.each([
  ["tulis", "menulis"],
  ["pakai", "memakai"],
  ["sapu", "menyapu"],
  ["kirim", "mengirim"],
  ["cari", "mencari"],
  ["bom", "mengebom"],
  ["isi", "mengisi"],
  ["lihat", "melihat"],
  ["urus", "mengurus"],
  ["proses", "memproses"],
])("the active of %s is %s", (root, active) => {
  expect(withMeN(root)).toBe(active);
});

test("tags are cut where capitals and figures show it, else where the likeliest words meet", () => {
  expect(splitByCase("MakanBergiziGratis2025DariDPR")).toEqual([
    "Makan",
    "Bergizi",
    "Gratis",
    "2025",
    "Dari",
    "DPR",
  ]);
  const logs = new Map([
    ["makan", -6],
    ["siang", -7],
    ["makansiang", -20],
    ["mak", -9],
    ["ansiang", -15],
  ]);
  expect(splitJoined("makansiang", (word) => logs.get(word))).toEqual(["makan", "siang"]);
  expect(splitJoined("makansiangzz", (word) => logs.get(word))).toEqual(["makansiangzz"]);
});

test("pieces of a tag joined again are the tag", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,40}$/), (tag) => {
      expect(splitJoined(tag, (word) => (word.length < 5 ? -word.length : undefined)).join("")).toBe(tag);
    }),
  );
});

test("pictographs and faces have tones, whatever skin, hair or nose", () => {
  expect(judgedSigns.emoji).toBeGreaterThan(400);
  expect(emojiTone("👍🏿")).toEqual({ tone: "positive", strength: 2, feeling: "approval" });
  expect(emojiTone("😡")?.tone).toBe("negative");
  expect(emojiTone("🙃")?.tone).toBe("irony");
  expect(emojiTone("👨‍👩‍👧‍👦")?.tone).toBe("neutral");
  expect(emojiTone("🛷")).toBeUndefined();
  expect(
    [":)", ":-))", "=)", ":(", ":'(", "-__-", "<3", ":D"].map((face) => emoticonTone(face)?.feeling),
  ).toEqual(["joy", "joy", "joy", "sadness", "crying", "boredom", "love", "laugh"]);
});
