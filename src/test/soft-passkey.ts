import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/**
 * An authenticator in software, for tests: it makes one passkey and signs with it (WebAuthn Level 3 §6; attestation
 * "none", ES256).
 */
export function softPasskey(origin: string) {
  const rpId = new URL(origin).hostname;
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(16);
  const id = credentialId.toString("base64url");
  let counter = 0;

  const clientData = (type: string, challenge: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  /** Which site, whether a person was there and verified, and how often this was used (§6.1). */
  function authenticatorData(flags: number, rest: Buffer = Buffer.alloc(0)): Buffer {
    counter += 1;
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), head, rest]);
  }

  /** The public key as COSE (RFC 9053 §7.1): kty EC2, alg ES256, curve P-256, x, y. */
  function coseKey(): Buffer {
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const bytes = (text: string): Buffer =>
      Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, "base64url")]);
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      bytes(x),
      Buffer.from([0x22]),
      bytes(y),
    ]);
  }

  return {
    /** Answers `navigator.credentials.create`. */
    register({ challenge }: { challenge: string }): object {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.byteLength);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey()]);
      const data = authenticatorData(0x45, attested);
      const size = Buffer.alloc(2);
      size.writeUInt16BE(data.byteLength);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3, 0x63]),
        Buffer.from("fmt"),
        Buffer.from([0x64]),
        Buffer.from("none"),
        Buffer.from([0x67]),
        Buffer.from("attStmt"),
        Buffer.from([0xa0, 0x68]),
        Buffer.from("authData"),
        Buffer.from([0x59]),
        size,
        data,
      ]);
      return credential({
        clientDataJSON: clientData("webauthn.create", challenge).toString("base64url"),
        attestationObject: attestationObject.toString("base64url"),
        transports: ["internal"],
      });
    },
    /** Answers `navigator.credentials.get`. */
    signIn({ challenge }: { challenge: string }): object {
      const data = authenticatorData(0x05);
      const client = clientData("webauthn.get", challenge);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      return credential({
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: sign("sha256", signed, privateKey).toString("base64url"),
      });
    },
  };

  function credential(response: object): object {
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }
}
