import { describe, expect, it } from "vitest";
import { isContractHere, readContract } from "./contract.ts";
import { shownAccount } from "./shown-entities.ts";
import { openAccount, openServer } from "./simulator-state.ts";

describe.skipIf(!isContractHere)("the published contract of Mastodon's interface", () => {
  it("finds what is wrong with an answer, and nothing where nothing is", () => {
    const check = readContract();
    const server = openServer("kota.contoh.social", () => new Date(0));
    const account = shownAccount(server, openAccount(server, "warga", "Warga"));
    expect(check("get", "/api/v1/accounts/lookup", 200, account)).toBeNull();
    expect(check("get", "/api/v1/accounts/lookup", 200, { ...account, followers_count: "12" })).toContain(
      "followers_count",
    );
    expect(check("get", "/api/v1/friendster", 200, {})).toContain("not in the contract");
  });
});
