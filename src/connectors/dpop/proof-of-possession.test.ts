import { createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { noteNonce, proofOfPossession } from "./proof-of-possession.ts";
import { makeSigningKey, publicHalf, thumbprintOf } from "./signing-key.ts";

const at = new Date("2026-11-23T08:00:00Z");
const readPart = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

describe("a proof that a key is at hand", () => {
  it("names call, moment and token as RFC 9449 has it, and is signed by the key that it shows", () => {
    const key = makeSigningKey();
    // The token and its hash are those of RFC 9449 §7.1.
    const accessToken = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    const address = new URL("https://satu.contoh/xrpc/app.bsky.feed.getPosts?uris=a#b");
    const [head, claims, signature = ""] = proofOfPossession(key, {
      ...{ method: "GET", address, at, accessToken },
    }).split(".");
    expect(readPart(head)).toEqual({ typ: "dpop+jwt", alg: "ES256", jwk: publicHalf(key) });
    expect(readPart(claims)).toEqual({
      jti: expect.any(String),
      htm: "GET",
      htu: "https://satu.contoh/xrpc/app.bsky.feed.getPosts",
      iat: at.getTime() / 1_000,
      ath: "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo",
    });
    const shown = createPublicKey({ key: { ...publicHalf(key) }, format: "jwk" });
    const signed = Buffer.from(`${head}.${claims}`);
    const how = { key: shown, dsaEncoding: "ieee-p1363" } as const;
    expect(verify("sha256", signed, how, Buffer.from(signature, "base64url"))).toBe(true);
  });

  it("carries the nonce that this server gave last, and no other server's", () => {
    const key = makeSigningKey();
    const nonceAt = (href: string) =>
      readPart(proofOfPossession(key, { method: "POST", address: new URL(href), at }).split(".")[1]).nonce;
    noteNonce(new URL("https://dua.contoh/token"), new Headers({ "dpop-nonce": "lama" }));
    noteNonce(new URL("https://dua.contoh/par"), new Headers({ "dpop-nonce": "baru" }));
    noteNonce(new URL("https://dua.contoh/par"), new Headers());
    expect(nonceAt("https://dua.contoh/xrpc/a")).toBe("baru");
    expect(nonceAt("https://tiga.contoh/xrpc/a")).toBeUndefined();
  });
});

it("a key has the name that everybody computes", () => {
  // Key and thumbprint of RFC 9449 §4.1 and §6.1.
  const x = "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs";
  const y = "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA";
  const jkt = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
  expect(thumbprintOf({ kty: "EC", crv: "P-256", x, y })).toBe(jkt);
});
