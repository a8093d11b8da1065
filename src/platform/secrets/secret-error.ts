/** Why a secret could not be sealed or opened. */
export type SecretErrorKind =
  /** Sealed with a key that this process does not have. */
  | "wrong_key"
  /** The text, or the place it is used in, is not what was sealed. */
  | "altered"
  /** Not a sealed text at all. */
  | "not_sealed"
  /** The key file holds something else. */
  | "bad_key_file"
  /** `GAUNG_SECRET` is too short. */
  | "weak_secret";

/** The message says what to do and never contains a secret. */
export class SecretError extends Error {
  readonly kind: SecretErrorKind;

  constructor(kind: SecretErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "SecretError";
    this.kind = kind;
  }
}
