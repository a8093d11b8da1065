import type { ConnectorFailure } from "#connectors/ports/connector-error.ts";
import type { StatementCause, StatementKind, StatementState } from "../../contract/statements.ts";

/** Everything that may happen to a statement. */
export const statementEvents = [
  /** A worker begins to send it. */
  "take",
  /** It stands there: the network answered, a look-up found it, or a person saw it. */
  "confirm",
  /** Nothing was done; it is tried again later. */
  "put_off",
  /** Nothing was done, and nothing will be until a person acts. */
  "refuse",
  /** It may have been done. */
  "lose",
  /** It certainly does not stand there. */
  "miss",
  /** The network cannot tell whether it stands there, or only a person can put it there. */
  "hand_over",
  /** A person tries it again. */
  "retry",
  /** A person calls it off, or gives up what failed, so that nobody tries it again. */
  "cancel",
] as const;
export type StatementEvent = (typeof statementEvents)[number];

/**
 * Every change of state there is: what is not here cannot happen. The one way into `sending` is from `waiting`, and the
 * ways back to `waiting` all say that nothing stands on the network.
 */
export const transitions: Readonly<
  Record<StatementState, Readonly<Partial<Record<StatementEvent, StatementState>>>>
> = {
  waiting: { take: "sending", refuse: "failed", cancel: "cancelled" },
  sending: {
    confirm: "sent",
    put_off: "waiting",
    refuse: "failed",
    lose: "unknown",
    hand_over: "waiting_for_person",
  },
  unknown: { confirm: "sent", miss: "waiting", hand_over: "waiting_for_person" },
  waiting_for_person: { confirm: "sent", miss: "waiting", refuse: "failed" },
  failed: { retry: "waiting", cancel: "cancelled" },
  sent: {},
  cancelled: {},
};

/** @throws RangeError for what cannot happen in this state */
export function stateAfter(state: StatementState, event: StatementEvent): StatementState {
  const next = transitions[state][event];
  if (next === undefined) throw new RangeError(`a statement that is ${state} cannot ${event}`);
  return next;
}

/** What decides whether a statement may go out now. */
export interface SendFacts {
  readonly now: Date;
  readonly isAccountThere: boolean;
  /** It stands in the register, or on a network where nobody hears it. */
  readonly isDeclared: boolean;
  readonly isSandboxOn: boolean;
}

/** Why a statement must not go out now; null when it may. Taking back needs no declaration: it says nothing. */
export function refusalOf(
  statement: { kind: StatementKind; give_up_at: Date; is_sandboxed: boolean },
  { now, isAccountThere, isDeclared, isSandboxOn }: SendFacts,
): StatementCause | null {
  if (statement.give_up_at <= now) return "too_late";
  if (!isAccountThere) return "account_gone";
  // What stands on a real network is changed on a real network, and nothing goes there now.
  if (isSandboxOn && !statement.is_sandboxed && statement.kind !== "say") return "sandboxed";
  const isHeard = !isSandboxOn && !statement.is_sandboxed && statement.kind !== "remove";
  return isHeard && !isDeclared ? "undeclared" : null;
}

/** What follows from a failed attempt. `until` is when the network may be asked again, where it said so. */
export interface AttemptEnd {
  readonly event: "put_off" | "refuse" | "lose" | "hand_over";
  readonly cause: StatementCause;
  readonly said?: string;
  readonly until?: Date;
}

/**
 * What a network's failure means for a statement. An edit or a removal of unknown outcome is simply tried again: done
 * twice, it changes nothing.
 */
export function endOfAttempt(kind: StatementKind, failure: ConnectorFailure): AttemptEnd {
  switch (failure.kind) {
    case "retry":
      return { event: "put_off", cause: "no_answer" };
    case "rate_limited":
      return {
        event: "put_off",
        cause: failure.because === "budget" ? "over_budget" : "pause",
        until: failure.until,
      };
    case "reconnect":
      return { event: "put_off", cause: "reconnect" };
    case "rejected":
      return {
        event: "refuse",
        cause: failure.reason,
        ...(failure.said !== undefined && { said: failure.said }),
      };
    case "gone":
      return { event: "refuse", cause: "gone" };
    case "by_hand":
      return { event: "hand_over", cause: "by_hand" };
    case "unknown":
      return kind === "say" ? { event: "lose", cause: "lost" } : { event: "put_off", cause: "no_answer" };
  }
}

const firstPauseMs = 10_000;
const longestPauseMs = 15 * 60_000;

/** How long is waited after so many attempts in vain. */
export const pauseAfter = (attempts: number): number =>
  Math.min(firstPauseMs * 2 ** Math.max(0, Math.min(attempts - 1, 20)), longestPauseMs);

/** A network may still be at work on a call whose line broke: a look-up sooner than this could miss what comes yet. */
export const settleMs = 30_000;

/** Where nobody says otherwise, a statement is not sent later than this after its hour, or after a person tried it again. */
export const giveUpAfterMs = 24 * 60 * 60 * 1_000;
