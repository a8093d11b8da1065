import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isAllowablePrivateAddress,
  isPermittedPort,
  isPublicAddress,
  literalAddress,
  parseWebAddress,
  permittedAddresses,
} from "./address-policy.ts";

describe("public addresses", () => {
  it.each(["8.8.8.8", "103.16.199.1", "2606:4700::1111", "2400:cb00::1"])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    "4000::1",
    "::8.8.8.8",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2001:db8::1",
    "3fff::1",
    "100::1",
    "",
    "x",
  ])("%j is none", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it("no address is public by one spelling and private by another", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inner = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    );
    fc.assert(
      fc.property(inner, ([a, b, c, d]) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const [h1, h2] = [a * 256 + b, c * 256 + d].map((part) => part.toString(16));
        const spellings = [
          `${a}.${b}.${c}.${d}`,
          String(number),
          `0x${number.toString(16)}`,
          `0${a.toString(8)}.${b}.${c * 256 + d}`,
          `[::ffff:${h1}:${h2}]`,
          `[64:ff9b::${h1}:${h2}]`,
          `[2002:${h1}:${h2}::]`,
          `[::${h1}:${h2}]`,
        ];
        for (const host of spellings) {
          const literal = literalAddress(parseWebAddress(`http://${host}/`));
          expect(literal, host).toBeDefined();
          expect(isPublicAddress(literal?.address ?? "8.8.8.8"), host).toBe(false);
        }
      }),
    );
  });
});

describe("what config may open", () => {
  it("is this machine and private networks, never where clouds keep credentials", () => {
    const open = ["127.0.0.1", "::1", "10.1.1.1", "192.168.0.4", "fd12::1", "::ffff:10.0.0.1", "100.64.0.1"];
    const shut = ["169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1", "::ffff:169.254.169.254", "x"];
    expect(open.filter((address) => !isAllowablePrivateAddress(address))).toEqual([]);
    expect(shut.filter(isAllowablePrivateAddress)).toEqual([]);
  });

  it("keeps the public answers of a name with both", () => {
    const url = parseWebAddress("http://kabar.example/");
    const both = [
      { address: "10.0.0.1", family: 4 as const },
      { address: "8.8.8.8", family: 4 as const },
    ];
    expect(permittedAddresses(url, both, false)).toEqual([both[1]]);
    expect(permittedAddresses(url, both, true)).toEqual(both);
  });
});

describe("ports", () => {
  it("of the web are open, those of mail, databases and remote control are not", () => {
    expect([80, 443, 3000, 8000, 8080, 8443, 65535].filter((port) => !isPermittedPort(port))).toEqual([]);
    expect(
      [0, 21, 22, 25, 110, 993, 3306, 3389, 5432, 6379, 6667, 9200, 11211, 27017, 65536].filter(
        isPermittedPort,
      ),
    ).toEqual([]);
  });
});
