import { ConnectorError, type ConnectorFailure } from "./connector-error.ts";

/** So long is waited where a network says "too many" and not until when. */
const silentPauseMs = 60_000;
/** A network that asks for more than this is asked again then anyway. */
const longestPauseMs = 24 * 60 * 60 * 1_000;

export interface ResponseFacts {
  readonly status: number;
  readonly headers: Headers;
  /** The call says something: when it is cut off, it may have been done. */
  readonly isWrite: boolean;
  readonly now: Date;
}

/**
 * What the status of an answer means when the network's own body says nothing better (RFC 9110 §15, RFC 6585 §4).
 * A refused password (401) asks for a new connection, 403 is a refusal of this one thing.
 */
export function failureOfResponse({ status, headers, isWrite, now }: ResponseFacts): ConnectorFailure {
  if (status === 429) return { kind: "rate_limited", until: untilOf(headers, now) };
  if (status === 401) return { kind: "reconnect", cause: "revoked" };
  if (status === 403) return { kind: "rejected", reason: "not_permitted" };
  if (status === 404 || status === 410) return { kind: "gone" };
  if (status === 413) return { kind: "rejected", reason: "media_size" };
  if (status === 415) return { kind: "rejected", reason: "media_kind" };
  if (status === 408 || status === 425) return { kind: isWrite ? "unknown" : "retry" };
  // Some servers answer 503 with a time; what they refused to begin was not done.
  if (status === 503 && headers.has("retry-after"))
    return { kind: "rate_limited", until: untilOf(headers, now) };
  if (status >= 500) return { kind: isWrite ? "unknown" : "retry" };
  if (status >= 400) return { kind: "rejected", reason: "other" };
  return { kind: isWrite ? "unknown" : "retry" };
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), held within a day; a minute where it says nothing. */
export function untilOf(headers: Headers, now: Date): Date {
  const said = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now.getTime();
  const pauseMs = Number.isFinite(ms) ? Math.min(Math.max(ms, 1_000), longestPauseMs) : silentPauseMs;
  return new Date(now.getTime() + pauseMs);
}

/** What a line that broke means: before a connection stood nothing was done, afterwards it may have been. */
export function failureOfLine(error: unknown, isWrite: boolean): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const wasNeverSent = neverSent.has(codeOf(error));
  return new ConnectorError(
    { kind: isWrite && !wasNeverSent ? "unknown" : "retry" },
    error instanceof Error ? error.message : String(error),
    error,
  );
}

/** Codes of Node, undici and our own fetch that can only come before the request was sent. */
const neverSent = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "dns",
  "connect",
  "tls",
  "refused_address",
]);

function codeOf(error: unknown): string {
  for (
    let one = error;
    typeof one === "object" && one !== null;
    one = "cause" in one ? one.cause : undefined
  ) {
    if ("kind" in one && typeof one.kind === "string") return one.kind;
    if ("code" in one && typeof one.code === "string") return one.code;
  }
  return "";
}
