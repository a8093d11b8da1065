import { describe, expect, test } from "vitest";
import { findTies } from "./find-ties.ts";

const ties = (text: string) => findTies({ handle: "saya", text }).map(({ kind, to }) => `${kind} ${to}`);

describe("a post ties its account", () => {
  test.each([
    ["RT @KemenkesRI: Vaksin tersedia di puskesmas", ["repost kemenkesri"]],
    ["Setuju! RT @budi_s: jalan rusak @pupr_go_id", ["repost budi_s", "mention pupr_go_id"]],
    ["@Budi_S @ani kapan diperbaiki?", ["reply budi_s", "mention ani"]],
    [".@budi_s harus menjawab", ["reply budi_s"]],
    ["tanya @Ani, @ani. dan @ANI!", ["mention ani"]],
    ["kirim ke humas@kantor.go.id ya", []],
    ["halo @orang@mastodon.social", ["mention orang@mastodon.social"]],
    ["saya @saya sendiri", []],
    ["tanpa siapa pun, hanya @ saja", []],
  ])("%s", (text, expected) => {
    expect(ties(text)).toEqual(expected);
  });

  test("to twenty others at most", () => {
    const many = Array.from({ length: 50 }, (_, n) => `@orang${n}`).join(" ");
    expect(findTies({ handle: "saya", text: many })).toHaveLength(20);
  });
});
