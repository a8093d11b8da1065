import type { ReconnectCause, RejectionReason } from "#shared/network-failures.ts";

/**
 * Why a network did not do what it was asked, in the few kinds that decide what happens next.
 * - `retry`: nothing was done, and it passes by itself (a fault of theirs, a line that broke before anything was sent)
 * - `rate_limited`: nothing was done; ask again at `until`, with this account; `budget`: the office's own monthly stop
 * - `reconnect`: the account's access ended; a person must connect it again
 * - `rejected`: the network refused what it was given; a person must change it
 * - `gone`: the post, thread or account is not there any more
 * - `unknown`: it may have been done. Look it up before anything is tried again
 * - `by_hand`: nothing was done, and nothing can be but by a person, who posts it there
 */
export type ConnectorFailure =
  | { readonly kind: "retry" }
  | { readonly kind: "rate_limited"; readonly until: Date; readonly because?: "budget" }
  | { readonly kind: "reconnect"; readonly cause: ReconnectCause }
  | { readonly kind: "rejected"; readonly reason: RejectionReason; readonly said?: string }
  | { readonly kind: "gone" }
  | { readonly kind: "unknown" }
  | { readonly kind: "by_hand" };

/** Thrown by connectors, and nothing else is. `message` and `cause` are for the log; readers get the sentence of `failure`. */
export class ConnectorError extends Error {
  readonly failure: ConnectorFailure;

  constructor(failure: ConnectorFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ConnectorError";
    this.failure = failure;
  }
}
