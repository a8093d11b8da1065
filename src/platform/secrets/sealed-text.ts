import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KeyRing, SecretKey } from "./key-ring.ts";
import { SecretError } from "./secret-error.ts";

const ALGORITHM = "aes-256-gcm";
/** NIST SP 800-38D §8.2: 96 bits, random; far below 2^32 texts a key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SHAPE = /^g1\.([0-9a-f]{12})\.([\w-]+)$/;

/**
 * Seals a secret for storage: `g1.<key id>.<base64url of nonce, ciphertext and tag>`.
 * @param context says what the secret is for, such as `account-token:<id>`. A sealed text that is moved to another row
 *   or another purpose does not open there.
 */
export function seal(ring: KeyRing, plain: string, context: string): string {
  const { id, bytes } = ring.current;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(id, context));
  const sealed = Buffer.concat([nonce, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `g1.${id}.${sealed.toString("base64url")}`;
}

/**
 * Opens what `seal` made, with the same context.
 * @throws SecretError `not_sealed`, `wrong_key` (another `GAUNG_SECRET` or key file) or `altered`.
 */
export function open(ring: KeyRing, sealed: string, context: string): string {
  const [, id = "", body = ""] = shapeOf(sealed);
  const key = keyFor(ring, id);
  if (key === undefined) {
    throw new SecretError(
      "wrong_key",
      `Sealed with key ${id}; this process has ${ring.current.id}. Restore the former GAUNG_SECRET or key file.`,
    );
  }
  const bytes = Buffer.from(body, "base64url");
  try {
    const decipher = createDecipheriv(ALGORITHM, key.bytes, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(boundTo(id, context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const inner = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(inner), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new SecretError("altered", `A secret for ${context} was altered, or belongs elsewhere.`, error);
  }
}

/** Whether a sealed text should be sealed anew because the current key is not the one that made it. */
export function isSealedWithOlderKey(ring: KeyRing, sealed: string): boolean {
  return shapeOf(sealed)[1] !== ring.current.id;
}

function shapeOf(sealed: string): RegExpExecArray {
  const shape = SHAPE.exec(sealed);
  const body = Buffer.from(shape?.[2] ?? "", "base64url");
  // Shorter than a nonce and a tag there is nothing to check; and one text has one spelling only.
  if (
    shape === null ||
    body.byteLength < NONCE_BYTES + TAG_BYTES ||
    body.toString("base64url") !== shape[2]
  ) {
    throw new SecretError("not_sealed", "This is not a sealed secret.");
  }
  return shape;
}

function keyFor(ring: KeyRing, id: string): SecretKey | undefined {
  return ring.current.id === id ? ring.current : ring.older.find((key) => key.id === id);
}

function boundTo(id: string, context: string): Buffer {
  return Buffer.from(`g1.${id}.${context}`, "utf8");
}
