import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";

/** The keys that a browser makes for a push subscription. */
export type BrowserKeys = { privateKey: Buffer; publicKey: Buffer; auth: Buffer };

/** New keys of a browser, and what it tells the desk of them. */
export function makeBrowserKeys(): BrowserKeys & { told: { p256dh: string; auth: string } } {
  const ecdh = createECDH("prime256v1");
  const publicKey = ecdh.generateKeys();
  const auth = randomBytes(16);
  const told = { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") };
  return { privateKey: ecdh.getPrivateKey(), publicKey, auth, told };
}

/** Reads a push message as the browser does (RFC 8291 over RFC 8188, one record). @throws when it is not for these keys */
export function decryptPush(body: Buffer, { privateKey, publicKey, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20] ?? 0;
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(privateKey);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]);
  const ikm = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(sender), auth, info, 32));
  const key = Buffer.from(hkdfSync("sha256", ikm, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", ikm, salt, "Content-Encoding: nonce\0", 12));
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // The record ends with the mark of the last one, then zeros.
  return padded.subarray(0, padded.lastIndexOf(2)).toString("utf8");
}

/**
 * Checks the signature that a push service is given (RFC 8292), as it would.
 * @returns what was signed, and the public key that signed it
 */
export function checkVapid(authorization: string): {
  publicKey: string;
  claims: { aud: string; exp: number; sub: string };
} {
  const [, token = "", publicKey = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [header = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const key = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const isOurs = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!isOurs) throw new Error("not signed with this key");
  return { publicKey, claims: JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) };
}
