import { expect, it } from "vitest";
import type { Judgement, MentionAnalysis } from "../../contract/analysis.ts";
import { standingOf, withJudgement } from "./judged-analysis.ts";

const analysis: MentionAnalysis = {
  tone: "unsure",
  toneShare: 0.52,
  intent: "complaint",
  intentShare: 0.8,
  secondIntent: "question",
  hostility: 0,
  isCheckable: false,
  persons: [],
  organisations: [],
  places: ["35"],
  judged: [],
};
const mention = { analysis, language: "id" };

it("shows a decision before the server has answered", () => {
  expect(withJudgement(mention, "tone", "negative").analysis).toMatchObject({
    tone: "negative",
    toneShare: 1,
    judged: ["tone"],
  });
  expect(withJudgement(mention, "intent", "other").analysis).toMatchObject({
    intent: "other",
    secondIntent: null,
  });
  expect(withJudgement(mention, "places", "31,35.78").analysis?.places).toEqual(["31", "35.78"]);
  expect(withJudgement(mention, "places", "").analysis?.places).toEqual([]);
  expect(withJudgement(mention, "language", "jv")).toEqual({ analysis, language: "jv" });
});

it("leaves a mention alone that nobody has read yet", () => {
  expect(withJudgement({ analysis: null, language: "id" }, "tone", "negative").analysis).toBeNull();
});

it("lets the newest decision count that stands and was not made blind", () => {
  const one: Judgement = {
    id: "1",
    trait: "tone",
    value: "negative",
    engineValue: null,
    beforeValue: null,
    reason: null,
    judgeName: "Ratna",
    isMine: true,
    isBlind: false,
    judgedAt: "2026-03-17T07:20:00.000Z",
    isUndone: false,
  };
  const list = [
    { ...one, id: "4", isUndone: true },
    { ...one, id: "3", isBlind: true },
    { ...one, id: "2" },
    one,
  ];
  expect(standingOf(list, "tone")?.id).toBe("2");
  expect(standingOf(list, "intent")).toBeUndefined();
});
