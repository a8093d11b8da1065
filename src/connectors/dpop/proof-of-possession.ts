import { createHash, randomUUID } from "node:crypto";
import { publicHalf, type SigningKey, signToken } from "./signing-key.ts";

export interface ProvenCall {
  readonly method: string;
  readonly address: URL;
  readonly at: Date;
  /** The token that the call carries; left out where one is asked for. */
  readonly accessToken?: string;
}

/**
 * The proof that whoever makes this call holds the key to which its token is bound (DPoP, RFC 9449 §4.2): of this
 * method, this address, this moment, and the nonce that the server asked for last.
 */
export function proofOfPossession(
  key: SigningKey,
  { method, address, at, accessToken }: ProvenCall,
  nonce = nonceOf(address),
): string {
  const claims = {
    jti: randomUUID(),
    htm: method,
    htu: `${address.origin}${address.pathname}`,
    iat: Math.floor(at.getTime() / 1_000),
    ...(nonce !== undefined && { nonce }),
    ...(accessToken !== undefined && {
      ath: createHash("sha256").update(accessToken).digest("base64url"),
    }),
  };
  return signToken(key, { typ: "dpop+jwt", jwk: publicHalf(key) }, claims);
}

/** So many servers are remembered; a forgotten one only costs a call more. */
const mostServers = 500;
/**
 * The nonce that each server gave last (RFC 9449 §8). It is the server's and no account's, changes every few minutes,
 * and whoever does not know it is told: so it is remembered in this process only, to spare every first call its refusal.
 */
const nonces = new Map<string, string>();

const nonceOf = ({ origin }: URL): string | undefined => nonces.get(origin);

/** Remembers the nonce that an answer carries, whatever it answers. */
export function noteNonce({ origin }: URL, headers: Headers): void {
  const nonce = headers.get("dpop-nonce");
  if (nonce === null || nonce === "" || nonce.length > 1_000) return;
  nonces.delete(origin);
  nonces.set(origin, nonce);
  const [oldest] = nonces.keys();
  if (nonces.size > mostServers && oldest !== undefined) nonces.delete(oldest);
}
