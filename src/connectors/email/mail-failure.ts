import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { untilOf } from "#connectors/ports/failure-of-response.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import { MailError } from "#platform/mail/mail-error.ts";
import type { RejectionReason } from "#shared/network-failures.ts";
import type { MailAccount } from "./mail-account.ts";

const mostSaid = 300;

/** Certificates and ciphers that are refused: somebody has to change the settings, or the server. */
const tlsCode = /^(ERR_TLS|ERR_SSL|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/**
 * What went wrong while a mailbox was read or asked. Nothing is said to anybody by IMAP, so whatever is no refusal may be
 * tried again.
 */
export function failureOfImap(error: unknown, account: MailAccount): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const { code, response, authenticationFailed, serverResponseCode, throttleReset } = imapPartsOf(error);
  const message = error instanceof Error ? error.message : String(error);
  // Without the cause: what the library keeps of a command may hold the password.
  const make = (failure: ConnectorFailure): ConnectorError =>
    new ConnectorError(failure, `IMAP: ${response === "" ? message : response}`.slice(0, 1_000));
  if (isRefusedAddress(error) || tlsCode.test(code)) return make(settingsFailure(message));
  if (throttleReset > 0) return make(pause(throttleReset / 1_000, account));
  if (authenticationFailed) {
    // "Come back later" is no word about the password (RFC 5530).
    if (["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"].includes(serverResponseCode))
      return make({ kind: "retry" });
    return make({ kind: "reconnect", cause: refusedLogin(account) });
  }
  if (serverResponseCode === "EXPIRED" || serverResponseCode === "AUTHORIZATIONFAILED")
    return make({ kind: "reconnect", cause: refusedLogin(account) });
  return make({ kind: "retry" });
}

/** What went wrong while a mail was handed over. */
export function failureOfSmtp(error: unknown, account: MailAccount): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (isRefusedAddress(error))
    return new ConnectorError(settingsFailure(String(error)), "SMTP: not to be reached", error);
  if (!(error instanceof MailError))
    return new ConnectorError(
      { kind: "retry" },
      error instanceof Error ? error.message : String(error),
      error,
    );
  const said = (error.response ?? error.message).slice(0, mostSaid);
  return new ConnectorError(smtpFailure(error, said, account), `SMTP: ${said}`);
}

function smtpFailure({ kind }: MailError, said: string, account: MailAccount): ConnectorFailure {
  switch (kind) {
    case "unknown_outcome":
      return { kind: "unknown" };
    case "auth":
      return { kind: "reconnect", cause: refusedLogin(account) };
    case "tls":
      return settingsFailure(said);
    case "try_later":
      return tooMany.test(said) ? pause(secondsIn(said), account) : { kind: "retry" };
    case "invalid_message":
      return { kind: "rejected", reason: "settings", said };
    case "recipients_refused":
    case "refused":
      return { kind: "rejected", reason: refusalReason(said), said };
    default:
      return { kind: "retry" };
  }
}

/** "Too many", as servers say it; a greylist is no limit of the account, and simply asks for another attempt. */
const tooMany =
  /too many|rate limit|ratelimit|limit exceeded|exceeded.{0,40}(rate|limit|quota)|throttl|slow down/i;

/** By enhanced status codes (RFC 3463), or by words. */
function refusalReason(said: string): RejectionReason {
  if (/\b5\.3\.4\b|\b552\b.{0,80}\b(size|large)|too (big|large)|exceeds.{0,30}size/i.test(said))
    return "media_size";
  if (/\b5\.7\.\d{1,3}\b|spam|blocked|blacklist|policy|dmarc|not permitted/i.test(said)) return "policy";
  return "other";
}

/** How long a server asks to be left alone, where it says so. */
function secondsIn(said: string): number | null {
  const [, count, unit = ""] = /(\d{1,5})\s*(seconds?|secs?|s|minutes?|mins?|hours?)\b/i.exec(said) ?? [];
  if (count === undefined) return null;
  const each = /^h/i.test(unit) ? 3_600 : /^m/i.test(unit) ? 60 : 1;
  return Number(count) * each;
}

function pause(seconds: number | null, { access }: MailAccount): ConnectorFailure {
  const headers = new Headers(seconds === null ? {} : { "retry-after": String(Math.ceil(seconds)) });
  return { kind: "rate_limited", until: untilOf(headers, access.now()) };
}

const settingsFailure = (said: string): ConnectorFailure => ({
  kind: "rejected",
  reason: "settings",
  said: said.slice(0, mostSaid),
});

const refusedLogin = ({ access }: MailAccount): "revoked" | "expired" | "wrong_secret" =>
  access.way !== "password" ? "expired" : access.externalId === "" ? "wrong_secret" : "revoked";

const isRefusedAddress = (error: unknown): boolean =>
  error instanceof FetchError && (error.kind === "refused_address" || error.kind === "bad_url");

function imapPartsOf(error: unknown) {
  const record: Record<string, unknown> = typeof error === "object" && error !== null ? { ...error } : {};
  const textOf = (name: string): string => (typeof record[name] === "string" ? record[name] : "");
  const throttleReset = record["throttleReset"];
  return {
    code: textOf("code"),
    response: textOf("response"),
    serverResponseCode: textOf("serverResponseCode").toUpperCase(),
    authenticationFailed: record["authenticationFailed"] === true,
    throttleReset: typeof throttleReset === "number" ? throttleReset : 0,
  };
}
