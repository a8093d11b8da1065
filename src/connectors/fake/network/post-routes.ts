import { z } from "zod";
import type { FakeApi, FakeParts } from "./fake-parts.ts";
import { changePost, type FakeAccount, nextNumber, postById, putPost } from "./fake-state.ts";
import { shown } from "./read-routes.ts";

const newPost = z.object({
  text: z.string().min(1),
  replyTo: z.string().nullish(),
  visibility: z.enum(["public", "private"]).optional(),
  mark: z.string().max(200).nullish(),
  media: z
    .array(z.object({ id: z.string(), alt: z.string().max(1_500) }))
    .max(4)
    .default([]),
});
const edit = z.object({ text: z.string().min(1) });
const webhook = z.object({ url: z.url(), secret: z.string().min(8) }).nullable();

const mostLength = 500;
const mostFileBytes = 2_000_000;
const mediaTypes = new Set(["image/png", "image/jpeg", "image/webp"]);

/** Everything an account may do. */
export function addPostRoutes(app: FakeApi, { network, now, changed }: FakeParts): void {
  app.post("/api/posts", async (c) => {
    const read = newPost.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return c.json({ error: "empty" }, 422);
    const { media, replyTo, visibility, mark, text } = read.data;
    if (lengthOf(text) > mostLength) return c.json({ error: "too_long" }, 422);
    if (replyTo && !postById(network, replyTo)) return c.json({ error: "gone" }, 404);
    const files = media.flatMap(({ id, alt }) => {
      const file = network.files.find((one) => one.id === id);
      return file ? [{ id, mediaType: file.mediaType, size: file.size, alt }] : [];
    });
    if (files.length < media.length) return c.json({ error: "media_broken" }, 422);
    const { post, notices } = putPost(
      network,
      {
        authorId: c.get("account").id,
        text,
        replyTo: replyTo ?? null,
        mark: mark ?? null,
        media: files,
        ...(visibility && { visibility }),
      },
      now().getTime(),
    );
    changed(notices);
    return c.json(shown(network, post), 201);
  });

  app.put("/api/posts/:id", async (c) => {
    const post = postById(network, c.req.param("id"));
    if (post?.authorId !== c.get("account").id) return c.json({ error: "gone" }, 404);
    const read = edit.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return c.json({ error: "empty" }, 422);
    if (lengthOf(read.data.text) > mostLength) return c.json({ error: "too_long" }, 422);
    changed(changePost(network, post, read.data.text, now().getTime()));
    return c.json(shown(network, post));
  });

  app.delete("/api/posts/:id", (c) => {
    const post = postById(network, c.req.param("id"));
    if (post?.authorId !== c.get("account").id) return c.json({ error: "gone" }, 404);
    changed(changePost(network, post, null, now().getTime()));
    return c.body(null, 204);
  });

  app.post("/api/media", async (c) => {
    const mediaType = c.req.header("content-type") ?? "";
    const bytes = Buffer.from(await c.req.arrayBuffer());
    const size = bytes.byteLength;
    if (!mediaTypes.has(mediaType)) return c.json({ error: "media_kind" }, 415);
    if (size > mostFileBytes) return c.json({ error: "media_size" }, 413);
    const id = `f${nextNumber(network)}`;
    network.files.push({ id, mediaType, size, content: bytes.toString("base64") });
    changed([]);
    return c.json({ id }, 201);
  });

  app.put("/api/webhook", async (c) => {
    const read = webhook.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return c.json({ error: "settings" }, 422);
    c.get("account").webhook = read.data;
    changed([]);
    return c.json(webhookOf(c.get("account")));
  });

  app.get("/api/webhook", (c) => c.json(webhookOf(c.get("account"))));

  app.delete("/api/me/access", (c) => {
    c.get("account").isRevoked = true;
    changed([]);
    return c.body(null, 204);
  });
}

const webhookOf = ({ webhook: set }: FakeAccount) => ({
  url: set?.url ?? null,
  waiting: 0,
  lastFailure: set?.lastFailure ?? null,
});

const segmenter = new Intl.Segmenter("id", { granularity: "grapheme" });
const lengthOf = (text: string): number => [...segmenter.segment(text)].length;
