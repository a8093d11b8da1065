import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import type { RejectionReason } from "#shared/network-failures.ts";

/** A server that asks for more than this is asked again then anyway. */
const longestPauseMs = 24 * 60 * 60 * 1_000;

/** What Mastodon writes when it refuses (422), in the words of the ports. Its sentences may be in the account's language. */
const refusals: readonly (readonly [RegExp, RejectionReason])[] = [
  [/character limit|too long|terlalu panjang/i, "too_long"],
  [/can.t be blank|tidak boleh kosong/i, "empty"],
  [/content type|file type|not supported|supported format|jenis berkas/i, "media_kind"],
  [/must be less than|too large|file size|dimensions/i, "media_size"],
  [/attach more than|cannot attach|more than \d+ files|too many/i, "media_count"],
  [/processing|could not be processed|corrupt/i, "media_broken"],
  [/blocked|blokir/i, "blocked"],
];

const locks = /login is currently disabled|confirmed e-?mail|suspended|disabled/i;
/** On servers that let people in by hand. */
const waits = /pending/i;
const scopes = /outside the authorized scopes|insufficient_scope/i;

/**
 * Why a Mastodon server refused, from its status, its headers and the `error` of its body
 * (docs.joinmastodon.org/entities/Error; api/rate-limits: `X-RateLimit-Reset` is an ISO time).
 */
export async function refusalOf(
  answer: Response,
  call: { readonly path: string; readonly isWrite: boolean; readonly now: Date },
): Promise<ConnectorError> {
  const body = await answer.text().catch(() => "");
  const said = /"error(?:_description)?"\s*:\s*"((?:[^"\\]|\\.){0,400})"/.exec(body)?.[1] ?? "";
  const { status, headers } = answer;
  const failure = failureOfResponse({ status, headers, isWrite: call.isWrite, now: call.now });
  return new ConnectorError(
    better(failure, { status, headers, said, now: call.now }),
    `${call.path} answered ${status} ${said.slice(0, 200)}`,
  );
}

/** What the server's own word adds to the status. */
function better(
  failure: ConnectorFailure,
  facts: { status: number; headers: Headers; said: string; now: Date },
): ConnectorFailure {
  const { status, headers, said, now } = facts;
  if (failure.kind === "rate_limited" && !headers.has("retry-after")) {
    const until = Date.parse(headers.get("x-ratelimit-reset") ?? "");
    const pauseMs = Math.min(Math.max(until - now.getTime(), 1_000), longestPauseMs);
    return Number.isFinite(pauseMs)
      ? { kind: "rate_limited", until: new Date(now.getTime() + pauseMs) }
      : failure;
  }
  if (status === 401) return { kind: "reconnect", cause: /expired/i.test(said) ? "expired" : "revoked" };
  if (status === 403 && scopes.test(said)) return { kind: "reconnect", cause: "missing_scope" };
  if (status === 403 && waits.test(said)) return { kind: "reconnect", cause: "unapproved" };
  if (status === 403 && locks.test(said)) return { kind: "reconnect", cause: "locked_out" };
  if (status !== 422 && status !== 400) return failure;
  const reason = refusals.find(([words]) => words.test(said))?.[1];
  if (reason !== undefined) return { kind: "rejected", reason };
  return { kind: "rejected", reason: "other", ...(said !== "" && { said: said.slice(0, 200) }) };
}
