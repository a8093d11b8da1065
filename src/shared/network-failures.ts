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
