import { expect, test } from "vitest";
import { checkVoice, voicePackOf } from "./check-voice.ts";
import { contentOf, emptyContent, wordsOf } from "./content.ts";

const kept = (network: string, url: string | null, content: typeof emptyContent) =>
  checkVoice(voicePackOf(network, url), content).map(({ rule, isKept }) => [rule.measure, isKept]);

test("a place without an interface has the habits of the site it stands on", () => {
  const text = "Jembatan dibuka lagi hari ini. Lewat mana Anda biasanya?";
  expect(kept("manual", "https://www.facebook.com/humaskota", { ...emptyContent, text })).toEqual([
    ["length", true],
    ["first_line", true],
    ["asks", true],
    ["picture", false],
  ]);
  expect(
    kept("manual", "https://www.facebook.com/humaskota", { ...emptyContent, text: "a".repeat(1_001) }),
  ).toEqual([
    ["length", false],
    ["first_line", false],
    ["asks", false],
    ["picture", false],
  ]);
  expect(voicePackOf("manual", "https://pasar.contoh.id")).toEqual([]);
});

test("a variant says its own where it has some, and hashtags stand below the text once", () => {
  const base = {
    ...emptyContent,
    text: "Dibuka #Kota",
    link: "https://kota.test/a",
    hashtags: ["Kota", "Jembatan"],
  };
  expect(contentOf(base, { link: null })).toEqual({ ...base, link: null });
  expect(contentOf(base, { text: "Lain" }).hashtags).toEqual(["Kota", "Jembatan"]);
  expect(wordsOf(base)).toBe("Dibuka #Kota\n\n#Jembatan");
  expect(wordsOf({ text: "Dibuka #Kotabaru", hashtags: ["Kota"] })).toBe("Dibuka #Kotabaru\n\n#Kota");
});
