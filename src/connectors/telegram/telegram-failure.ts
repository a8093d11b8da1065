import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfResponse, untilOf } from "#connectors/ports/failure-of-response.ts";
import type { RejectionReason } from "#shared/network-failures.ts";
import type { TelegramEnvelope } from "./telegram-shapes.ts";

/** What was asked, as far as it decides what a refusal means. */
export interface RefusedCall {
  /** The call says something: when it is cut off, it may have been done. */
  readonly isWrite: boolean;
  /** It goes to the chat that the office announces in. */
  readonly isToOurChat: boolean;
  /** The account was proven before, so that a token nobody knows is one that was taken back. */
  readonly wasProven: boolean;
  readonly now: Date;
}

/** Telegram has one code for all refusals, and says which in a sentence that is not documented: these have stood for years. */
const refusals: readonly (readonly [RegExp, RejectionReason | "gone"])[] = [
  [/too[ _]long/, "too_long"],
  [/text (is|must be non-)empty|message_empty|there is no text/, "empty"],
  [
    /message to (edit|delete|be replied|reply) not found|message_id_invalid|reply message not found|user not found/,
    "gone",
  ],
  [/chat not found|chat_id is empty|peer_id_invalid|upgraded to a supergroup/, "settings"],
  [/topic_closed|chat_send_\w+_forbidden/, "replies_closed"],
  [
    /not enough rights|no rights|need administrator rights|admin_required|write_forbidden|can't be (edited|deleted)|restricted/,
    "not_permitted",
  ],
  [/file is too big|too large/, "media_size"],
  [/wrong type of the web page|unsupported|can't be mixed|wrong file type|photo_ext_invalid/, "media_kind"],
  [
    /photo_invalid_dimensions|image_process_failed|photo_save_file|wrong file|file must be non-empty/,
    "media_broken",
  ],
  [/wrong number of (messages|media)|too many/, "media_count"],
  [/webpage_url_invalid|wrong http url|url_invalid/, "link"],
];

/** Why the bot may not speak there any more (403). */
const wasPutOut = /kicked|not a member|chat was deleted|group chat was deactivated/;

/** What an answer with `ok: false` means. */
export function failureOfRefusal(
  { error_code: code = 0, description = "", parameters }: TelegramEnvelope,
  headers: Headers,
  { isWrite, isToOurChat, wasProven, now }: RefusedCall,
): ConnectorFailure {
  const said = description.toLowerCase();
  if (code === 429) return { kind: "rate_limited", until: pauseOf(parameters?.retry_after, headers, now) };
  // A token that Telegram does not know is a path that it does not know.
  if (code === 401 || (code === 404 && /^not found$/.test(said)))
    return { kind: "reconnect", cause: wasProven ? "revoked" : "wrong_secret" };
  // Another program asks for the same bot's news.
  if (code === 409)
    return said.includes("webhook")
      ? { kind: "rejected", reason: "settings", said: description }
      : { kind: "retry" };
  if (code === 403 && wasPutOut.test(said) && isToOurChat) return { kind: "reconnect", cause: "revoked" };
  if (code === 403) return { kind: "rejected", reason: "blocked", said: description };
  if (code >= 500 || code < 400) return { kind: isWrite ? "unknown" : "retry" };
  const reason = refusals.find(([pattern]) => pattern.test(said))?.[1] ?? "other";
  return reason === "gone" ? { kind: "gone" } : { kind: "rejected", reason, said: description };
}

/** What an answer means that is not the Bot API's: a page of somebody's in between, a server that broke down. */
export function failureOfStranger(
  status: number,
  headers: Headers,
  isWrite: boolean,
  now: Date,
): ConnectorFailure {
  const isClear = status === 429 || status === 413 || status >= 500;
  return isClear
    ? failureOfResponse({ status, headers, isWrite, now })
    : { kind: isWrite ? "unknown" : "retry" };
}

function pauseOf(seconds: number | undefined, headers: Headers, now: Date): Date {
  if (seconds === undefined || !(seconds > 0)) return untilOf(headers, now);
  return untilOf(new Headers({ "retry-after": String(Math.min(Math.ceil(seconds), 999_999_999)) }), now);
}

/** Whether a call failed because of what it was about, in this way. */
export const isFailure = (error: unknown, kind: ConnectorFailure["kind"]): error is ConnectorError =>
  error instanceof ConnectorError && error.failure.kind === kind;
