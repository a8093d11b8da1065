import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { channelOfNetwork, draftFromPost } from "./draft-from-post.ts";

const start = new Date("2026-11-23T02:00:00Z");

describe("a post as a draft", () => {
  const source = { id: randomUUID(), title: "s", outlet: "Bluesky", channel: "bluesky" };
  const post = {
    externalId: "a",
    url: "https://x.test/1?utm_source=a",
    author: { externalId: "1", handle: "warga", name: "Warga" },
    text: "halo",
    publishedAt: start,
    media: [],
    engagement: { favourites: 3, reblogs: 2 },
    isPrivate: false,
  };

  it("has one name for the figures of every network, and never a private word", () => {
    expect(draftFromPost(source, post, start)).toMatchObject({
      author: "@warga",
      url: "https://x.test/1",
      engagement: { likes: 3, shares: 2, replies: null, views: null },
    });
    expect(draftFromPost(source, { ...post, isPrivate: true }, start)).toBeUndefined();
    expect(draftFromPost(source, { ...post, text: "" }, start)).toBeUndefined();
    expect([channelOfNetwork("fediverse"), channelOfNetwork("fake")]).toEqual(["mastodon", "other"]);
  });

  it("of a page has its title and outlet, and the time of receipt where nobody dates it", () => {
    const page = { ...post, title: "Judul", author: { externalId: "k", handle: "k.test", name: "Kabar" } };
    expect(draftFromPost(source, { ...page, isUndated: true }, start)).toMatchObject({
      title: "Judul",
      outlet: "Kabar",
      author: null,
      timePrecision: "received",
    });
  });
});
