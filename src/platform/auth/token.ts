import { createHash } from "node:crypto";

/** Where randomness comes from: `node:crypto`'s `randomBytes`, or something repeatable in a test. */
export type RandomBytes = (size: number) => Uint8Array;

/** 256 random bits as 43 characters that are safe in an address. */
export const newToken = (random: RandomBytes): string => Buffer.from(random(32)).toString("base64url");

/**
 * What is stored of a token. Plain SHA-256: 256 random bits cannot be guessed, so nothing is gained by a slow hash.
 * @returns 64 hexadecimal characters
 */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Letters and digits that are not mistaken for one another when read aloud or copied by hand. */
const readable = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password to hand over once: five groups of four, about 99 bits. */
export function newPassword(random: RandomBytes): string {
  const letters: string[] = [];
  while (letters.length < 20) {
    for (const byte of random(32)) {
      // Bytes past the last whole multiple of 31 would make the first letters likelier.
      if (byte < 248) letters.push(readable.charAt(byte % readable.length));
    }
  }
  return [0, 4, 8, 12, 16].map((start) => letters.slice(start, start + 4).join("")).join("-");
}
