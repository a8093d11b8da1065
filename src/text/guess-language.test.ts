import { expect, test } from "vitest";
import { guessLanguage } from "./guess-language.ts";

test.each([
  ["BJ Habibie meninggal dunia pada usia 83 tahun, kata keluarga", "id"],
  ["Pemerintah Pertimbangkan Kenaikan Iuran, Ini Alasannya", "id"],
  ["gue udah nunggu dari pagi tapi gak dibales", "id"],
  ["The minister said the new policy will be announced after the meeting", "en"],
  ["Jakarta", null],
  ["", null],
  ["新首都の建設が始まる", null],
  ["1234 😡 https://kabar.test/", null],
] as const)("%j is %s", (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});
