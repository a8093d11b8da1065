import { plainLine } from "#connectors/page/plain-text.ts";
import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfResponse, type ResponseFacts } from "#connectors/ports/failure-of-response.ts";
import type { ReconnectCause, RejectionReason } from "#shared/network-failures.ts";

/** WordPress lets a person comment every fifteen seconds. */
const floodMs = 15_000;

/** A refusal with what WordPress itself calls it, for those who know what to do about that. */
export class WordpressRefusal extends ConnectorError {
  readonly code: string;
  readonly termId: number | undefined;

  constructor(
    failure: ConnectorFailure,
    {
      path,
      code,
      message,
      termId,
    }: { path: string; code: string; message: string; termId?: number | undefined },
  ) {
    super(failure, `${path}: ${code} ${plainLine(message, 200)}`);
    this.code = code;
    this.termId = termId;
  }
}

const lockedOut: Readonly<Record<string, ReconnectCause>> = {
  incorrect_password: "wrong_secret",
  invalid_username: "wrong_secret",
  invalid_email: "wrong_secret",
  application_passwords_disabled: "locked_out",
  application_passwords_disabled_for_user: "locked_out",
  rest_not_logged_in: "revoked",
};

const refusals: Readonly<Record<string, RejectionReason>> = {
  empty_content: "empty",
  rest_comment_content_invalid: "empty",
  comment_content_column_length: "too_long",
  rest_comment_closed: "replies_closed",
  rest_comment_draft_post: "replies_closed",
  rest_comment_trash_post: "replies_closed",
  comment_duplicate: "duplicate",
  rest_upload_file_too_big: "media_size",
  rest_upload_limited_space: "media_size",
  rest_upload_no_data: "media_broken",
  rest_upload_hash_mismatch: "media_broken",
  rest_cannot_publish: "not_permitted",
};

/** What WordPress means by a refusal: its own code where that says more than the status. */
export function failureOfRefusal(
  { code, message }: { readonly code: string; readonly message: string },
  facts: ResponseFacts,
): ConnectorFailure {
  const cause = lockedOut[code];
  if (cause !== undefined) return { kind: "reconnect", cause };
  // Older versions answer a comment that comes too soon with 400.
  if (code === "comment_flood")
    return { kind: "rate_limited", until: new Date(facts.now.getTime() + floodMs) };
  const reason = refusals[code];
  if (reason !== undefined) return { kind: "rejected", reason };
  // A file whose kind is not allowed is answered with 500, and only in words.
  if (code === "rest_upload_unknown_error") return { kind: "rejected", reason: "media_kind" };
  if (code === "rest_upload_sideload_error") return { kind: "rejected", reason: "media_kind" };
  // A password that works, of a user who may not.
  if (facts.status === 401) return { kind: "rejected", reason: "not_permitted" };
  const failure = failureOfResponse(facts);
  if (failure.kind !== "rejected" || failure.reason !== "other") return failure;
  const said = plainLine(message, 200);
  return said === "" ? failure : { ...failure, said };
}
