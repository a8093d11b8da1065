import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { z } from "zod";

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** A private key on the curve P-256 (ES256) as a JSON Web Key (RFC 7517, RFC 7518 §6.2), for sealed storage. */
export const signingKey = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: coordinate,
  y: coordinate,
  d: coordinate,
});
export type SigningKey = z.infer<typeof signingKey>;

/** The half of a key that anybody may see. */
export type PublicKey = Omit<SigningKey, "d">;

export const makeSigningKey = (): SigningKey =>
  signingKey.parse(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }));

export const publicHalf = ({ kty, crv, x, y }: SigningKey): PublicKey => ({ kty, crv, x, y });

/** The name of a key that everybody computes alike (RFC 7638). */
export const thumbprintOf = ({ crv, kty, x, y }: PublicKey): string =>
  createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");

/** A signed JSON Web Token (RFC 7515, compact, ES256). */
export function signToken(
  key: SigningKey,
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ ...header, alg: "ES256" })}.${part(claims)}`;
  const secret = createPrivateKey({ key, format: "jwk" });
  const signature = sign("sha256", Buffer.from(signed), { key: secret, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}
