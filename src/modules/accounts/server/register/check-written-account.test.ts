import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import type { PublishedAccount, PublishedRegister } from "../../contract/published-register.ts";
import { handleIn } from "./account-address.ts";
import { checkWrittenAccount } from "./check-written-account.ts";
import { nameSkeleton } from "./name-skeleton.ts";

const account = (network: string, handle: string, url: string | null): PublishedAccount => ({
  network,
  handle,
  shownHandle: `@${handle}`,
  url,
  role: "main",
  disclosure: "Akun resmi.",
  declaredAt: "2026-11-01T00:00:00.000Z",
});

const register: PublishedRegister = {
  version: 1,
  offices: [
    {
      name: "Humas Kota",
      slug: "humas-kota",
      accounts: [
        account("Instagram", "humas.surabaya", "https://www.instagram.com/humas.surabaya/"),
        account("X", "HumasSurabaya", "https://x.com/HumasSurabaya"),
        account("Bluesky", "humas.surabaya.go.id", "https://bsky.app/profile/humas.surabaya.go.id"),
        account("Fediverse (Mastodon)", "humas@kota.social", "https://kota.social/@humas"),
        account("Facebook", "100064", "https://www.facebook.com/profile.php?id=100064"),
        account("Situs", "surabaya.go.id", "https://www.surabaya.go.id"),
      ],
      withdrawn: [
        {
          ...account("TikTok", "humassby", "https://www.tiktok.com/@humassby"),
          withdrawnAt: "2026-11-02T00:00:00.000Z",
        },
      ],
    },
  ],
};
const answerTo = (written: string) => {
  const answer = checkWrittenAccount(written, register);
  return answer && [answer.kind, answer.by, ...answer.accounts.map(({ network }) => network)];
};

describe("an account that a citizen typed", () => {
  it.each([
    ["https://www.instagram.com/humas.surabaya/", "address", "Instagram"],
    ["HTTP://M.Instagram.com/Humas.Surabaya?igshid=abc#top", "address", "Instagram"],
    ["instagram.com/@humas.surabaya", "address", "Instagram"],
    ["twitter.com/humassurabaya", "address", "X"],
    ["https://mobile.twitter.com/HumasSurabaya/", "address", "X"],
    ["https://id-id.facebook.com/profile.php?id=100064&ref=x", "address", "Facebook"],
    ["kota.social/@HUMAS", "address", "Fediverse (Mastodon)"],
    ["@humas.surabaya", "name", "Instagram"],
    [" @HumasSurabaya ", "name", "X"],
    ["humas@kota.social", "name", "Fediverse (Mastodon)"],
    ["@humas@kota.social", "name", "Fediverse (Mastodon)"],
    ["humas.surabaya.go.id", "name", "Bluesky"],
    ["www.surabaya.go.id/", "name", "Situs"],
  ])("%s is official", (written, by, network) => {
    expect(answerTo(written)).toEqual(["official", by, network]);
  });

  it.each([
    ["https://www.tiktok.com/@humassby", ["withdrawn", "address", "TikTok"]],
    ["@humassby", ["withdrawn", "name", "TikTok"]],
    ["https://www.tiktok.com/@humas.surabaya", ["other_place", "address", "Instagram"]],
    ["https://palsu.social/@humas", ["other_place", "address", "Fediverse (Mastodon)"]],
    ["https://www.facebook.com/profile.php?id=100065", ["unknown", "address"]],
    ["pemkot.malang", ["unknown", "name"]],
    ["https://instagram.com/wargabiasa", ["unknown", "address"]],
  ])("%s is not", (written, expected) => {
    expect(answerTo(written)).toEqual(expected);
  });

  it.each([
    "@hurnassurabaya",
    "@HumasSurabaya_official",
    "@cs.humassurabaya",
    "@Hum4sSurabaya",
    "@humas_surabayaa",
    "@humassurabya",
    "https://x.com/humassurаbaya",
    "https://instagram.com/ｈumas.surabaya",
  ])("%s is taken for an official one, and is not", (written) => {
    expect(answerTo(written)?.[0]).toBe("look_alike");
  });

  it("is nothing when nothing was typed", () => {
    expect(answerTo("  ")).toBeNull();
    expect(answerTo("@")).toBeNull();
  });

  it("never makes trouble, and never makes official what has another name", () => {
    const names = (register.offices[0]?.accounts ?? []).flatMap(({ handle, url }) =>
      (url === null ? [handle] : [handle, handleIn(url)]).map((name) => name.toLowerCase()),
    );
    const isHonest = property(string({ unit: "binary", maxLength: 60 }), (written) => {
      const plain = written.normalize("NFC").toLowerCase();
      const isOfficial = checkWrittenAccount(written, register)?.kind === "official";
      return !isOfficial || names.some((name) => plain.includes(name));
    });
    expect(() => assert(isHonest)).not.toThrow();
  });
});

describe("what a name looks like at a glance", () => {
  it("does not end in nothing, and a name is its own look", () => {
    assert(
      property(string({ maxLength: 40 }), (name) => nameSkeleton(nameSkeleton(name)) === nameSkeleton(name)),
    );
    expect(nameSkeleton("admin")).not.toBe("");
    expect(nameSkeleton("r.n")).toBe(nameSkeleton("m"));
  });
});
