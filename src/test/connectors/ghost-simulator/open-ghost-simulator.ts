import { createHmac } from "node:crypto";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Trouble } from "../rehearsal.ts";

export interface SimulatedPost {
  readonly id: string;
  slug: string;
  title: string;
  html: string;
  status: string;
  tags: string[];
  publishedAt: string | null;
  updatedAt: string;
  featureImage: string | null;
}

export interface SimulatedGhost {
  readonly posts: SimulatedPost[];
  /** Each spoils the next call, but for a look whether something of this address is there already. */
  readonly troubles: Trouble[];
  /** How far the site's clock is ahead. */
  aheadMs: number;
}

export interface RunningGhost {
  readonly ghost: SimulatedGhost;
  readonly address: string;
  readonly key: string;
  readonly close: () => Promise<void>;
}

const keyId = "0123456789abcdef01234567";
const secret = "ab".repeat(32);
const mostSeconds = 300;

const payload = z.object({ iat: z.int(), exp: z.int(), aud: z.literal("/admin/") });
const newPost = z.object({
  title: z.string().max(255).optional(),
  html: z.string().optional(),
  slug: z.string().max(191).optional(),
  status: z.enum(["published", "draft", "scheduled"]).optional(),
  published_at: z.iso.datetime().optional(),
  updated_at: z.string().optional(),
  tags: z.array(z.object({ name: z.string() })).optional(),
  feature_image: z.string().optional(),
});
const body = z.object({ posts: z.tuple([newPost]) });

/** Opens a site that answers as Ghost's Admin API does, on a port of its own. Built from Ghost's documentation. */
export async function openGhostSimulator(now: () => Date): Promise<RunningGhost> {
  const ghost: SimulatedGhost = { posts: [], troubles: [], aheadMs: 0 };
  const app = new Hono().basePath("/ghost/api/admin");
  addTroubles(app, ghost);
  addAccess(app, () => now().getTime() + ghost.aheadMs);
  addPosts(app, ghost, now);
  for (const [folder, kinds] of [
    ["images", /^image\//],
    ["media", /^(video|audio)\//],
    ["files", /./],
  ] as const)
    app.post(`/${folder}/upload/`, async (c) => {
      const file = (await c.req.formData()).get("file");
      if (!(file instanceof File) || !kinds.test(file.type))
        return refuse(c, 415, "UnsupportedMediaTypeError", "Please select a valid file.");
      return c.json(
        { [folder]: [{ url: `${new URL(c.req.url).origin}/content/${file.name}`, ref: null }] },
        201,
      );
    });
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const running = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (at) => resolve(at.port));
  return {
    ghost,
    address: `http://127.0.0.1:${await port}`,
    key: `${keyId}:${secret}`,
    close: async () => {
      if ("closeAllConnections" in running) running.closeAllConnections();
      await new Promise((done) => running.close(done));
    },
  };
}

const refuse = (
  c: Context,
  status: 401 | 404 | 409 | 415 | 422,
  type: string,
  message: string,
  code?: string,
) => c.json({ errors: [{ message, context: null, type, details: null, code: code ?? null }] }, status);

function addTroubles(app: Hono, ghost: SimulatedGhost): void {
  app.use("*", async (c, next) => {
    const trouble = c.req.path.includes("/posts/slug/") ? undefined : ghost.troubles.shift();
    if (trouble === undefined) return next();
    if (trouble.kind === "server_error")
      return c.json({ errors: [{ message: "An error occurred", type: "InternalServerError" }] }, 500);
    if (trouble.kind === "html") return c.html("<!doctype html><title>Perawatan</title>");
    if (trouble.kind === "answer_lost") {
      await next();
      c.res = new Response('{"posts":[', { headers: { "content-type": "application/json" } });
      return;
    }
    if (trouble.retryAfterSeconds !== null) c.header("retry-after", String(trouble.retryAfterSeconds));
    return c.json({ errors: [{ message: "Too many requests", type: "TooManyRequestsError" }] }, 429);
  });
}

/** Tokens as Ghost checks them: of a key it knows, signed, for the Admin API, five minutes long, and of now. */
function addAccess(app: Hono, nowMs: () => number): void {
  app.use("*", async (c, next) => {
    c.header("date", new Date(nowMs()).toUTCString());
    if (c.req.path.endsWith("/site/")) return next();
    const [head = "", content = "", signature = ""] = (c.req.header("authorization") ?? "")
      .replace(/^Ghost /, "")
      .split(".");
    const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString() || "{}");
    const kid = z.object({ kid: z.string() }).safeParse(decoded(head)).data?.kid;
    if (kid !== keyId)
      return refuse(c, 401, "UnauthorizedError", "Unknown Admin API Key", "UNKNOWN_ADMIN_API_KEY");
    const right = createHmac("sha256", Buffer.from(secret, "hex"))
      .update(`${head}.${content}`)
      .digest("base64url");
    const claims = payload.safeParse(decoded(content)).data;
    if (right !== signature || !claims)
      return refuse(c, 401, "UnauthorizedError", "Invalid token: invalid signature", "INVALID_JWT");
    const seconds = nowMs() / 1_000;
    if (claims.exp < seconds || claims.exp - claims.iat > mostSeconds)
      return refuse(c, 401, "UnauthorizedError", "Invalid token: jwt expired", "INVALID_JWT");
    if (claims.iat > seconds + 1)
      return refuse(c, 401, "UnauthorizedError", "Invalid token: iat in the future", "INVALID_JWT");
    return next();
  });
}

function addPosts(app: Hono, ghost: SimulatedGhost, now: () => Date): void {
  let number = 0;
  const shown = (c: Context, post: SimulatedPost) => ({
    posts: [
      {
        id: post.id,
        uuid: post.id,
        title: post.title,
        slug: post.slug,
        status: post.status,
        url: `${new URL(c.req.url).origin}/${post.status === "published" ? post.slug : `p/${post.id}`}/`,
        updated_at: post.updatedAt,
        published_at: post.publishedAt,
      },
    ],
  });
  const missing = (c: Context) =>
    refuse(c, 404, "NotFoundError", "Resource not found error, cannot read post.");
  const change = (post: SimulatedPost, given: z.infer<typeof newPost>): void => {
    number += 1;
    post.title = given.title ?? post.title;
    post.html = given.html ?? post.html;
    post.status = given.status ?? post.status;
    post.tags = given.tags?.map(({ name }) => name) ?? post.tags;
    post.publishedAt = given.published_at ?? post.publishedAt;
    post.featureImage = given.feature_image ?? post.featureImage;
    post.updatedAt = new Date(now().getTime() + number).toISOString();
  };
  app.get("/site/", (c) =>
    c.json({ site: { title: "Humas Kota", url: `${new URL(c.req.url).origin}/`, version: "5.130" } }),
  );
  app.get("/posts/", (c) => c.json({ posts: ghost.posts.map(({ id }) => ({ id })), meta: {} }));
  app.get("/posts/slug/:slug/", (c) => {
    const post = ghost.posts.find(({ slug }) => slug === c.req.param("slug"));
    return post ? c.json(shown(c, post)) : missing(c);
  });
  app.get("/posts/:id/", (c) => {
    const post = ghost.posts.find(({ id }) => id === c.req.param("id"));
    return post ? c.json(shown(c, post)) : missing(c);
  });
  app.post("/posts/", async (c) => {
    const read = body.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success || !read.data.posts[0].title)
      return refuse(c, 422, "ValidationError", "Validation error, cannot save post.");
    const [given] = read.data.posts;
    if (given.status === "scheduled" && Date.parse(given.published_at ?? "") < now().getTime() + 120_000)
      return refuse(c, 422, "ValidationError", "Date must be at least 2 minutes in the future.");
    const post: SimulatedPost = {
      id: `6500000000000000000000${String(10 + ghost.posts.length)}`,
      slug: given.slug ?? `artikel-${ghost.posts.length}`,
      title: "",
      html: "",
      status: "draft",
      tags: [],
      publishedAt: null,
      updatedAt: "",
      featureImage: null,
    };
    change(post, given);
    ghost.posts.push(post);
    return c.json(shown(c, post), 201);
  });
  app.put("/posts/:id/", async (c) => {
    const post = ghost.posts.find(({ id }) => id === c.req.param("id"));
    if (!post) return missing(c);
    const [given] = body.parse(await c.req.json()).posts;
    if (given.updated_at !== post.updatedAt)
      return refuse(c, 409, "UpdateCollisionError", "Saving failed! Someone else is editing this post.");
    change(post, given);
    return c.json(shown(c, post));
  });
  app.delete("/posts/:id/", (c) => {
    const at = ghost.posts.findIndex(({ id }) => id === c.req.param("id"));
    if (at < 0) return missing(c);
    ghost.posts.splice(at, 1);
    return c.body(null, 204);
  });
}
