import { z } from "zod";
import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfResponse, type ResponseFacts } from "#connectors/ports/failure-of-response.ts";
import type { ReconnectCause, RejectionReason } from "#shared/network-failures.ts";

/** What an AT Protocol server says when it does not do something; kept as the cause of the `ConnectorError`. */
export class XrpcRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, said: string) {
    super(`${status} ${code}: ${said.slice(0, 200)}`);
    this.name = "XrpcRefusal";
    this.status = status;
    this.code = code;
  }
}

const body = z.object({ error: z.string().max(200).catch(""), message: z.string().catch("") });

const endedAccess: ReadonlyMap<string, ReconnectCause> = new Map([
  ["ExpiredToken", "expired"],
  ["InvalidToken", "revoked"],
  ["invalid_token", "revoked"],
  ["AuthMissing", "revoked"],
  ["AuthenticationRequired", "wrong_secret"],
  // The main password of an account with a second factor: an app password needs none.
  ["AuthFactorTokenRequired", "wrong_secret"],
  ["AccountTakedown", "locked_out"],
  ["AccountSuspended", "locked_out"],
  ["AccountDeactivated", "locked_out"],
  ["AccountNotFound", "locked_out"],
  ["ScopeMissing", "missing_scope"],
]);

const refusals: ReadonlyMap<string, RejectionReason> = new Map([
  ["BlobTooLarge", "media_size"],
  ["PayloadTooLarge", "media_size"],
  ["InvalidMimeType", "media_kind"],
  ["BlockedActor", "blocked"],
  ["BlockedByActor", "blocked"],
  ["InvalidSwap", "changed_meanwhile"],
]);

const goneCodes: ReadonlySet<string> = new Set(["RecordNotFound", "NotFound", "BlobNotFound"]);

/** Reads a refusal (XRPC: a JSON body with `error` and `message`) into what the ports call it. */
export function failureOfXrpc(facts: ResponseFacts, text: string): ConnectorError {
  const { error: code, message } = readBody(text);
  const cause = new XrpcRefusal(facts.status, code, message || text);
  return new ConnectorError(withLimit(failureOf(facts, code, message), facts), cause.message, cause);
}

function failureOf(facts: ResponseFacts, code: string, message: string): ConnectorFailure {
  const { status } = facts;
  // A fault of theirs stays one, whatever its body says; so does "too many".
  if (status === 429 || status >= 500) return failureOfResponse(facts);
  // Asked for once more by whoever sent it; a server that changes its nonce just then has done nothing.
  if (code === "use_dpop_nonce") return { kind: "retry" };
  const ended = endedAccess.get(code);
  if (ended !== undefined) return { kind: "reconnect", cause: ended };
  if (goneCodes.has(code)) return { kind: "gone" };
  const reason = refusals.get(code);
  if (reason !== undefined) return { kind: "rejected", reason, said: message };
  const failure = failureOfResponse(facts);
  if (failure.kind !== "rejected") return failure;
  if (/grapheme|longer than|too long/i.test(message)) return { kind: "rejected", reason: "too_long" };
  return message === "" ? failure : { ...failure, said: message.slice(0, 300) };
}

/** Bluesky says with its own header when an account may ask again, not always with `Retry-After`. */
function withLimit(failure: ConnectorFailure, { headers, now }: ResponseFacts): ConnectorFailure {
  if (failure.kind !== "rate_limited" || headers.has("retry-after")) return failure;
  const resetsAt = instantOfSeconds(headers.get("ratelimit-reset"), now);
  return resetsAt === null ? failure : { kind: "rate_limited", until: resetsAt };
}

/** A header with seconds since 1970, when it lies in the next day: anything else is no time to wait for. */
export function instantOfSeconds(said: string | null, now: Date): Date | null {
  if (said === null || !/^\d{1,12}$/.test(said)) return null;
  const at = Number(said) * 1_000;
  const waitMs = at - now.getTime();
  return waitMs > 0 && waitMs <= 86_400_000 ? new Date(at) : null;
}

function readBody(text: string): z.infer<typeof body> {
  try {
    return body.parse(JSON.parse(text));
  } catch {
    return { error: "", message: "" };
  }
}
