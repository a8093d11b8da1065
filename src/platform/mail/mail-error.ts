/** Why a mail did not leave. The reader's sentence for each is `errors.mail_<kind>`. */
export type MailErrorKind =
  /** The message itself: an address that is none, a line break in a header, no text. Never worth a retry. */
  | "invalid_message"
  /** The mail server was not found or did not take the connection. */
  | "connect"
  /** Its certificate is not valid, or it offers no TLS where the settings demand it. */
  | "tls"
  /** User name or password refused. */
  | "auth"
  | "timeout"
  /** No recipient was accepted. */
  | "recipients_refused"
  /** The server refuses this message for good. */
  | "refused"
  /** The server asks to come again later (greylisting, limits). */
  | "try_later"
  /** The connection broke after the whole message was handed over: it may have been sent. Do not send again blindly. */
  | "unknown_outcome"
  /** The preview folder could not be written. */
  | "preview_failed";

/** `message` and `cause` are for the log; `response` is what the server said, for the settings page. */
export class MailError extends Error {
  readonly kind: MailErrorKind;
  readonly response: string | undefined;

  constructor(kind: MailErrorKind, message: string, cause?: unknown, response?: string) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "MailError";
    this.kind = kind;
    this.response = response;
  }

  /** Whether the same message may be tried again without the danger of sending it twice. */
  get isRetryable(): boolean {
    return this.kind === "connect" || this.kind === "timeout" || this.kind === "try_later";
  }
}

const KIND_OF_CODE: Readonly<Record<string, MailErrorKind>> = {
  ETIMEDOUT: "timeout",
  EDNS: "connect",
  ECONNECTION: "connect",
  ESOCKET: "connect",
  EPROTOCOL: "connect",
  ETLS: "tls",
  EREQUIRETLS: "tls",
  EAUTH: "auth",
  ENOAUTH: "auth",
};

const CERTIFICATE_CODE =
  /^(ERR_TLS|ERR_SSL|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/**
 * Turns an error of nodemailer into a `MailError`.
 * @param isHandedOver whether the whole message had been written when it happened
 */
export function toMailError(error: unknown, isHandedOver: boolean): MailError {
  if (error instanceof MailError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const { code, originalCode, responseCode, response, command } = partsOf(error);
  const make = (kind: MailErrorKind): MailError => new MailError(kind, message, error, response);
  if (code === "ETLS" || (!isHandedOver && CERTIFICATE_CODE.test(originalCode))) return make("tls");
  if (code === "EAUTH") return make(responseCode >= 400 && responseCode < 500 ? "try_later" : "auth");
  if (responseCode >= 400 && responseCode < 500) return make("try_later");
  if (responseCode >= 500) return make(command === "RCPT TO" ? "recipients_refused" : "refused");
  // Without an answer to the message nobody knows what became of it.
  if (isHandedOver) return make("unknown_outcome");
  return make(KIND_OF_CODE[code] ?? "refused");
}

interface ErrorParts {
  readonly code: string;
  readonly originalCode: string;
  readonly responseCode: number;
  readonly response?: string;
  readonly command: string;
}

function partsOf(error: unknown): ErrorParts {
  const record: Record<string, unknown> = typeof error === "object" && error !== null ? { ...error } : {};
  const textOf = (name: string): string => (typeof record[name] === "string" ? record[name] : "");
  return {
    code: textOf("code"),
    originalCode: textOf("originalCode"),
    responseCode: typeof record["responseCode"] === "number" ? record["responseCode"] : 0,
    ...(textOf("response") === "" ? {} : { response: textOf("response") }),
    command: textOf("command"),
  };
}
