import { expect, test } from "vitest";
import { variantStates } from "../../contract/variants.ts";
import { isFixed, needsApproval, stateAfter, transitions, variantEvents } from "./variant-machine.ts";

test("the one way to the sender is from an approval, and whatever changes words leads to a draft", () => {
  const into = (wanted: string) =>
    variantStates.flatMap((state) =>
      variantEvents.flatMap((event) => (transitions[state][event] === wanted ? [`${state} ${event}`] : [])),
    );
  expect(into("approved").sort()).toEqual(["in_review approve", "scheduled withdraw"]);
  expect(into("scheduled").sort()).toEqual(["approved schedule", "failed schedule"]);
  expect(into("sent")).toEqual(["scheduled confirm"]);
  expect(into("failed")).toEqual(["scheduled fail"]);
  for (const state of variantStates) expect([undefined, "draft"]).toContain(transitions[state].change);
});

test("what is fixed cannot be changed, and what cannot happen is refused", () => {
  for (const state of variantStates) {
    if (isFixed(state)) {
      expect(transitions[state].change).toBeUndefined();
      expect(needsApproval[state]).toBe(true);
    }
    for (const event of variantEvents)
      if (transitions[state][event] === undefined) expect(() => stateAfter(state, event)).toThrow(RangeError);
  }
});
