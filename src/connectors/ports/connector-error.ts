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

/** Why an account must be connected again; `unapproved`: its keepers have not let it in yet; `unreadable` is ours: its secret cannot be opened. The screens have a sentence for each. */
export const reconnectCauses = [
  "revoked",
  "expired",
  "wrong_secret",
  "missing_scope",
  "locked_out",
  "unapproved",
  "unreadable",
] as const;
export type ReconnectCause = (typeof reconnectCauses)[number];

/** Why a statement was refused. The screens have a sentence with the next step for each. */
export const rejectionReasons = [
  "too_long",
  "empty",
  "media_kind",
  "media_size",
  "media_count",
  "media_broken",
  "duplicate",
  "not_permitted",
  "replies_closed",
  "blocked",
  "link",
  "policy",
  "changed_meanwhile",
  "settings",
  "other",
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** Thrown by connectors, and nothing else is. `message` and `cause` are for the log; readers get the sentence of `failure`. */
export class ConnectorError extends Error {
  readonly failure: ConnectorFailure;

  constructor(failure: ConnectorFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ConnectorError";
    this.failure = failure;
  }
}
