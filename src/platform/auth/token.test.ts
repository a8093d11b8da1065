import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashToken, newPassword, newToken } from "./token.ts";

describe("tokens and passwords", () => {
  it("carry 256 bits in 43 characters that are safe in an address", () => {
    expect(newToken(randomBytes)).toMatch(/^[\w-]{43}$/);
    expect(newToken(() => new Uint8Array(32).fill(255))).toBe(`${"_".repeat(42)}8`);
    expect(hashToken("a")).toBe("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
  });

  it("are passwords that can be read aloud, each letter as likely as any other", () => {
    expect(newPassword(randomBytes)).toMatch(/^([a-hj-km-np-z2-9]{4}-){4}[a-hj-km-np-z2-9]{4}$/);
    // Bytes that would favour the first letters are passed over.
    const bytes = [250, 255, 248, ...Array.from({ length: 29 }, (_, index) => index)];
    expect(newPassword(() => Uint8Array.from(bytes))).toBe("abcd-efgh-jkmn-pqrs-tuvw");
  });
});
