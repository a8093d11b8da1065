import type { Context } from "hono";
import { z } from "zod";
import { putComment, type SimulatedComment, type SimulatedSite } from "./simulated-site.ts";
import { gmt, refuse, type SimulatorApp, type SimulatorVariables } from "./simulator-app.ts";

type Call = Context<SimulatorVariables>;

const newComment = z.object({ post: z.int(), parent: z.int().default(0), content: z.string() });

/** Comments: as an editor sees them, and as they are written. */
export function addCommentRoutes(app: SimulatorApp, site: SimulatedSite): void {
  const shown = (c: Call, one: SimulatedComment) => {
    const article = site.articles.find(({ id }) => id === one.post);
    const { origin } = new URL(c.req.url);
    return {
      id: one.id,
      post: one.post,
      parent: one.parent,
      author: one.author,
      author_name: one.authorName,
      author_url: "",
      author_email: one.authorEmail,
      date_gmt: gmt(one.date),
      content: { rendered: `<p>${one.content}</p>\n`, raw: one.content },
      link: `${origin}/${article?.slug}/#comment-${one.id}`,
      status: one.status,
      _links: { up: [{ embeddable: true, post_type: article?.type ?? "post" }] },
      ...(c.req.query("_embed") !== undefined && {
        _embedded: { up: [{ title: { rendered: article?.title ?? "" } }] },
      }),
    };
  };
  const find = (c: Call) => site.comments.find(({ id }) => id === Number(c.req.param("id")));
  const missing = (c: Call) => refuse(c, 404, "rest_comment_invalid_id", "Invalid comment ID.");

  app.get("/wp/v2/comments", (c) => {
    const query = (name: string): string | undefined => c.req.query(name);
    if (!c.get("isProven") && query("status") !== undefined)
      return refuse(c, 401, "rest_forbidden_param", "Query parameter not permitted: status");
    const number = (name: string): number | undefined => {
      const value = query(name);
      return value === undefined ? undefined : Number(value);
    };
    const after = Date.parse(query("after") ?? "1970-01-01T00:00:00Z");
    const [post, parent, author] = [number("post"), number("parent"), number("author")];
    const found = site.comments
      .filter((one) => one.status === "approved" || (query("status") === "all" && one.status === "hold"))
      .filter((one) => Math.floor(one.date / 1_000) > Math.floor(after / 1_000))
      .filter((one) => post === undefined || one.post === post)
      .filter((one) => parent === undefined || one.parent === parent)
      .filter((one) => author === undefined || one.author === author)
      .toSorted((a, b) => (query("order") === "asc" ? a.date - b.date : b.date - a.date));
    const size = number("per_page") ?? 10;
    const page = number("page") ?? 1;
    c.header("x-wp-totalpages", String(Math.ceil(found.length / size)));
    return c.json(found.slice((page - 1) * size, page * size).map((one) => shown(c, one)));
  });

  app.get("/wp/v2/comments/:id", (c) => {
    const one = find(c);
    return one ? c.json(shown(c, one)) : missing(c);
  });

  app.post("/wp/v2/comments", async (c) => {
    const read = newComment.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return refuse(c, 400, "rest_invalid_param", z.prettifyError(read.error));
    const { post, parent, content } = read.data;
    if (!site.articles.some(({ id }) => id === post))
      return refuse(c, 403, "rest_comment_invalid_post_id", "Not allowed without a post.");
    if (!site.areCommentsOpen)
      return refuse(c, 403, "rest_comment_closed", "Sorry, comments are closed for this item.");
    const author = site.user.id;
    const same = (one: SimulatedComment): boolean =>
      one.post === post && one.parent === parent && one.author === author && one.content === content;
    if (site.comments.some(same)) return refuse(c, 409, "comment_duplicate", "Duplicate comment detected.");
    return c.json(shown(c, putComment(site, { post, parent, content, author, authorName: "Humas" })), 201);
  });

  app.post("/wp/v2/comments/:id", async (c) => {
    const one = find(c);
    if (!one) return missing(c);
    one.content = z.object({ content: z.string() }).parse(await c.req.json()).content;
    return c.json(shown(c, one));
  });

  app.delete("/wp/v2/comments/:id", (c) => {
    const one = find(c);
    if (!one) return missing(c);
    if (one.status === "trash") return refuse(c, 410, "rest_already_trashed", "Already in the trash.");
    one.status = "trash";
    return c.json(shown(c, one));
  });
}
