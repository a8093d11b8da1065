import { createHash, createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { thumbprintOf } from "#connectors/dpop/signing-key.ts";

const jwk = z.strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string() });
const header = z.object({ typ: z.string(), alg: z.literal("ES256") });

/** The claims of a token whose signature holds. @throws where it does not */
export function readSigned(token: string, key: z.infer<typeof jwk>): Record<string, unknown> {
  const [head = "", body = "", signature = ""] = token.split(".");
  header.parse(readPart(head));
  const secret = { key: createPublicKey({ key, format: "jwk" }), dsaEncoding: "ieee-p1363" } as const;
  const holds = verify("sha256", Buffer.from(`${head}.${body}`), secret, Buffer.from(signature, "base64url"));
  if (!holds) throw new Error("the signature does not hold");
  return z.record(z.string(), z.unknown()).parse(readPart(body));
}

const readPart = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

const proofHeader = z.object({ typ: z.literal("dpop+jwt"), alg: z.literal("ES256"), jwk });
const proofClaims = z.object({
  jti: z.string().min(8),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  nonce: z.string().optional(),
  ath: z.string().optional(),
});

export interface ExpectedProof {
  readonly method: string;
  readonly address: URL;
  readonly now: Date;
  readonly nonce: string;
  /** Proofs that were seen already. */
  readonly seen: Set<string>;
  readonly accessToken?: string;
}

/**
 * Holds a proof to RFC 9449 §4.3.
 * @returns the thumbprint of the key, or what a server calls the fault
 */
export function verifyProof(
  proof: string,
  { method, address, now, nonce, seen, accessToken }: ExpectedProof,
): { jkt: string } | { error: "invalid_dpop_proof" | "use_dpop_nonce" } {
  try {
    const { jwk: key } = proofHeader.parse(readPart(proof.split(".")[0] ?? ""));
    const claims = proofClaims.parse(readSigned(proof, key));
    const age = Math.abs(now.getTime() / 1_000 - claims.iat);
    const ath = accessToken && createHash("sha256").update(accessToken).digest("base64url");
    const isOurs =
      claims.htm === method && claims.htu === `${address.origin}${address.pathname}` && claims.ath === ath;
    if (!isOurs || age > 60 || seen.has(claims.jti)) return { error: "invalid_dpop_proof" };
    if (claims.nonce !== nonce) return { error: "use_dpop_nonce" };
    seen.add(claims.jti);
    return { jkt: thumbprintOf(key) };
  } catch {
    return { error: "invalid_dpop_proof" };
  }
}
