import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { type StatementState, statementCauses, statementStates } from "../../contract/statements.ts";
import { coversStatement } from "../holds/covers-statement.ts";
import {
  endOfAttempt,
  pauseAfter,
  refusalOf,
  type StatementEvent,
  stateAfter,
  statementEvents,
  transitions,
} from "./statement-machine.ts";

const now = new Date("2026-11-20T02:00:00Z");
const later = new Date(now.getTime() + 3_600_000);
const failures: ConnectorFailure[] = [
  { kind: "retry" },
  { kind: "rate_limited", until: later },
  { kind: "reconnect", cause: "revoked" },
  { kind: "rejected", reason: "too_long", said: "too long" },
  { kind: "gone" },
  { kind: "unknown" },
  { kind: "by_hand" },
];

describe("the table of transitions", () => {
  it("names every state, and nothing that is not in it can happen", () => {
    expect(Object.keys(transitions).sort()).toEqual([...statementStates].sort());
    for (const state of statementStates)
      for (const event of statementEvents) {
        const next = transitions[state][event];
        if (next === undefined) expect(() => stateAfter(state, event)).toThrow(RangeError);
        else expect(stateAfter(state, event)).toBe(next);
      }
  });

  it("leads to sending from waiting alone, and out of sent and cancelled nowhere", () => {
    const into = (wanted: StatementState) =>
      statementStates.flatMap((state) =>
        statementEvents.flatMap((event) =>
          transitions[state][event] === wanted ? [`${state} ${event}`] : [],
        ),
      );
    expect(into("sending")).toEqual(["waiting take"]);
    expect(into("cancelled").sort()).toEqual(["failed cancel", "waiting cancel"]);
    // What may stand there waits again only once somebody has seen that it does not.
    expect(into("waiting").sort()).toEqual([
      "failed retry",
      "sending put_off",
      "unknown miss",
      "waiting_for_person miss",
    ]);
    expect(transitions.sent).toEqual({});
    expect(transitions.cancelled).toEqual({});
  });

  it("reaches every state, and from every state an end", () => {
    const reachable = (from: StatementState): Set<StatementState> => {
      const seen = new Set<StatementState>([from]);
      for (const state of seen) for (const next of Object.values(transitions[state])) seen.add(next);
      return seen;
    };
    expect([...reachable("waiting")].sort()).toEqual([...statementStates].sort());
    for (const state of statementStates)
      expect([...reachable(state)].some((one) => ["sent", "cancelled", "failed"].includes(one))).toBe(true);
  });
});

describe("what a network's failure means", () => {
  it("has a cause with words for each, and never sends again what may stand there", () => {
    for (const kind of ["say", "edit", "remove"] as const)
      for (const failure of failures) {
        const { event, cause } = endOfAttempt(kind, failure);
        expect(statementCauses).toContain(cause);
        expect(transitions.sending[event]).toBeDefined();
        if (kind === "say" && failure.kind === "unknown")
          expect(stateAfter("sending", event)).toBe("unknown");
      }
  });

  it("is waited out with growing pauses that have a cap", () => {
    expect([1, 2, 3, 4].map(pauseAfter)).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect([20, 2_000].map(pauseAfter)).toEqual([900_000, 900_000]);
  });
});

/** One step of the model's world: workers, the network and people do as they like. */
const step = fc.oneof(
  fc.record({
    act: fc.constant("work" as const),
    failure: fc.constantFrom(...failures, null),
    wasDone: fc.boolean(),
    /** Somebody pulls the brake after it was taken and before it is said. */
    isBraked: fc.boolean(),
  }),
  fc.record({
    act: fc.constant("brake" as const),
    aim: fc.constantFrom("all" as const, "matching" as const, "other" as const, "none" as const),
  }),
  fc.record({ act: fc.constant("release" as const) }),
  fc.record({ act: fc.constant("die" as const), wasDone: fc.boolean() }),
  fc.record({ act: fc.constant("look" as const), canTell: fc.boolean() }),
  fc.record({ act: fc.constantFrom("cancel", "retry", "decide") }),
  fc.record({ act: fc.constant("declare" as const), isDeclared: fc.boolean() }),
  fc.record({ act: fc.constant("sandbox" as const), isOn: fc.boolean() }),
  fc.record({ act: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 20 }) }),
);

const announcement = {
  account_id: "kita",
  kind: "say" as const,
  text: "Jembatan ditutup",
  title: null,
  link: null,
  media: [],
};
const holds = {
  all: { scope: "all" as const, account_id: null, words: null },
  matching: { scope: "words" as const, account_id: null, words: "jembatan" },
  other: { scope: "words" as const, account_id: null, words: "pasar" },
};

describe("whatever workers, networks and people do", () => {
  it("a statement stands at most once, never after it was called off, too late, held or undeclared, and sent means it stands", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state = "waiting" as StatementState;
        let at = now.getTime();
        let giveUpAt = at + 24 * 3_600_000;
        let isDeclared = true;
        let isSandboxOn = false;
        let isSandboxed = false;
        let hold: keyof typeof holds | "none" = "none";
        let isReleased = false;
        const brake = (aim: keyof typeof holds | "none"): void => {
          hold = aim;
          isReleased = false;
        };
        const isHeld = (): boolean =>
          hold !== "none" && !isReleased && coversStatement(holds[hold], announcement);
        const posts = { real: 0, practice: 0 };
        const move = (event: StatementEvent): void => {
          state = stateAfter(state, event);
        };
        const may = (event: StatementEvent): boolean => transitions[state][event] !== undefined;
        const stands = (): boolean => posts.real + posts.practice > 0;
        /** As a worker does it; the call happens before `sending` is left. */
        const take = (): boolean => {
          if (!may("take") || isHeld()) return false;
          const statement = {
            kind: "say" as const,
            give_up_at: new Date(giveUpAt),
            is_sandboxed: isSandboxed,
          };
          const facts = { now: new Date(at), isAccountThere: true, isDeclared, isSandboxOn };
          if (refusalOf(statement, facts) !== null) {
            move("refuse");
            return false;
          }
          move("take");
          isSandboxed ||= isSandboxOn;
          return true;
        };
        const post = (): void => {
          expect(state).toBe("sending");
          expect(isHeld()).toBe(false);
          expect(isSandboxed || isDeclared).toBe(true);
          expect(isSandboxed || !isSandboxOn).toBe(true);
          expect(at).toBeLessThan(giveUpAt);
          if (isSandboxed) posts.practice += 1;
          else posts.real += 1;
        };
        for (const one of steps) {
          if (one.act === "work" && take()) {
            const { failure } = one;
            if (one.isBraked) brake("all");
            if (isHeld()) {
              move("put_off");
              continue;
            }
            if (failure === null || (failure.kind === "unknown" && one.wasDone)) post();
            move(failure === null ? "confirm" : endOfAttempt("say", failure).event);
          } else if (one.act === "die" && take()) {
            if (one.wasDone) post();
            move("lose");
          } else if (one.act === "look" && state === "unknown")
            move(!one.canTell ? "hand_over" : stands() ? "confirm" : "miss");
          else if (one.act === "decide" && state === "waiting_for_person")
            move(stands() ? "confirm" : "miss");
          else if (one.act === "cancel" && may("cancel")) move("cancel");
          else if (one.act === "retry" && may("retry")) {
            move("retry");
            giveUpAt = at + 24 * 3_600_000;
          } else if (one.act === "brake") brake(one.aim);
          else if (one.act === "release") isReleased = true;
          else if (one.act === "declare") isDeclared = one.isDeclared;
          else if (one.act === "sandbox") isSandboxOn = one.isOn;
          else if (one.act === "pass") at += one.hours * 3_600_000;
          expect(posts.real + posts.practice).toBeLessThanOrEqual(1);
          if (state === "sent") expect(stands()).toBe(true);
          if (state === "cancelled" || state === "failed" || state === "waiting")
            expect(stands()).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
