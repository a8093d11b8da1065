import { expect, it } from "vitest";
import { costOfMonth, queryOf } from "./network-wish.ts";

it("makes a query of what is filled in, in whatever way people write it", () => {
  const wish = { value: "", server: "" };
  expect(queryOf({ ...wish, way: "hashtag", value: " #BanjirSemarang" })).toEqual({
    by: "hashtag",
    tag: "BanjirSemarang",
  });
  expect(queryOf({ way: "hashtag", value: "banjir", server: "https://Mastodon.social/" })).toMatchObject({
    server: "mastodon.social",
  });
  expect(queryOf({ ...wish, way: "author", value: "@warga.contoh" })).toEqual({
    by: "author",
    author: "warga.contoh",
  });
  expect(queryOf({ ...wish, way: "domain", value: "https://contoh.go.id/berita" })).toEqual({
    by: "domain",
    domain: "contoh.go.id",
  });
  expect(queryOf({ ...wish, way: "stream" })).toBeNull();
  expect(queryOf({ ...wish, way: "words", value: " " })).toBeUndefined();
  expect(queryOf({ ...wish, way: "hashtag", value: "dua kata" })).toBeUndefined();
  expect(queryOf({ ...wish, way: "link", value: "contoh" })).toBeUndefined();
});

it("says what a month comes to", () => {
  expect(costOfMonth(5_000, 360)).toEqual({ calls: 122, usd: 0.61 });
});
