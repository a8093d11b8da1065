import type { Context } from "hono";
import { z } from "zod";
import { freeSlug, putArticle, type SimulatedArticle, type SimulatedSite } from "./simulated-site.ts";
import { gmt, refuse, type SimulatorApp, type SimulatorVariables } from "./simulator-app.ts";

type Call = Context<SimulatorVariables>;

const fields = z
  .object({
    title: z.string(),
    content: z.string(),
    excerpt: z.string(),
    status: z.enum(["publish", "future", "draft", "pending", "private"]),
    slug: z.string(),
    date_gmt: z.string(),
    featured_media: z.int(),
    categories: z.array(z.int()),
    tags: z.array(z.int()),
  })
  .partial();

const collections = [
  ["posts", "post"],
  ["pages", "page"],
] as const;

/** Articles, pages, media, categories and tags. */
export function addArticleRoutes(app: SimulatorApp, site: SimulatedSite): void {
  const origin = (c: Call): string => new URL(c.req.url).origin;
  const shown = (c: Call, one: SimulatedArticle) => ({
    id: one.id,
    type: one.type,
    status: one.status,
    slug: one.slug,
    date_gmt: gmt(one.date),
    link: `${origin(c)}/${one.slug}/`,
    title: { rendered: one.title, raw: one.title },
    content: { rendered: one.content, raw: one.content },
    featured_media: one.featuredMedia,
    categories: one.categories,
    tags: one.tags,
  });
  const change = (one: SimulatedArticle, data: z.infer<typeof fields>): void => {
    one.title = data.title ?? one.title;
    one.content = data.content ?? one.content;
    one.excerpt = data.excerpt ?? one.excerpt;
    one.featuredMedia = data.featured_media ?? one.featuredMedia;
    one.categories = data.categories ?? one.categories;
    one.tags = data.tags ?? one.tags;
    if (data.date_gmt !== undefined) one.date = Date.parse(`${data.date_gmt}Z`);
    if (data.status !== undefined) one.status = data.status;
    if (data.status === "publish" && one.date > site.now().getTime()) one.status = "future";
  };

  for (const [collection, type] of collections) {
    const path = `/wp/v2/${collection}`;
    const find = (c: Call) =>
      site.articles.find((one) => one.id === Number(c.req.param("id")) && one.type === type);

    app.get(path, (c) => {
      const slugs = c.req.query("slug")?.split(",");
      const wanted = c.req.query("status")?.split(",") ?? ["publish"];
      if (!c.get("isProven") && wanted.some((status) => status !== "publish"))
        return refuse(c, 400, "rest_invalid_param", "Invalid parameter(s): status");
      const found = site.articles.filter(
        (one) => one.type === type && wanted.includes(one.status) && (slugs?.includes(one.slug) ?? true),
      );
      return c.json(found.map((one) => shown(c, one)));
    });

    app.post(path, async (c) => {
      const read = fields.safeParse(await c.req.json().catch(() => undefined));
      if (!read.success) return refuse(c, 400, "rest_invalid_param", z.prettifyError(read.error));
      if (!read.data.title && !read.data.content)
        return refuse(c, 400, "empty_content", "Content, title, and excerpt are empty.");
      const one = putArticle(site, { type, ...(read.data.slug !== undefined && { slug: read.data.slug }) });
      change(one, read.data);
      return c.json(shown(c, one), 201);
    });

    app.post(`${path}/:id`, async (c) => {
      const one = find(c);
      if (!one || one.status === "trash") return refuse(c, 404, "rest_post_invalid_id", "Invalid post ID.");
      const read = fields.safeParse(await c.req.json().catch(() => undefined));
      if (!read.success) return refuse(c, 400, "rest_invalid_param", z.prettifyError(read.error));
      change(one, read.data);
      if (read.data.slug !== undefined && read.data.slug !== one.slug)
        one.slug = freeSlug(site, read.data.slug);
      return c.json(shown(c, one));
    });

    app.delete(`${path}/:id`, (c) => {
      const one = find(c);
      if (!one) return refuse(c, 404, "rest_post_invalid_id", "Invalid post ID.");
      if (c.req.query("force") !== "true") {
        if (!site.hasTrash) return refuse(c, 501, "rest_trash_not_supported", "No trash; set 'force=true'.");
        if (one.status === "trash")
          return refuse(c, 410, "rest_already_trashed", "The post has already been deleted.");
        one.status = "trash";
        one.slug = `${one.slug}__trashed`;
        return c.json(shown(c, one));
      }
      site.articles.splice(site.articles.indexOf(one), 1);
      return c.json({ deleted: true, previous: shown(c, one) });
    });
  }

  const shownFile = (c: Call, one: SimulatedArticle) => ({
    id: one.id,
    slug: one.slug,
    source_url: `${origin(c)}/wp-content/uploads/${one.slug}`,
    alt_text: one.alt,
  });
  app.get("/wp/v2/media", (c) => {
    const slug = c.req.query("slug");
    const found = site.articles.filter((one) => one.type === "attachment" && one.slug === slug);
    return c.json(found.map((one) => shownFile(c, one)));
  });
  app.post("/wp/v2/media", async (c) => {
    const form = await c.req.formData();
    const file = form.get("file");
    if (!(file instanceof File)) return refuse(c, 400, "rest_upload_no_data", "No data supplied.");
    if (/\.(exe|php|svg)$/i.test(file.name))
      return refuse(
        c,
        500,
        "rest_upload_unknown_error",
        "Sorry, you are not allowed to upload this file type.",
      );
    const text = (name: string): string => String(form.get(name) ?? "");
    const one = putArticle(site, {
      type: "attachment",
      status: "inherit",
      slug: text("slug"),
      alt: text("alt_text"),
    });
    return c.json(shownFile(c, one), 201);
  });

  for (const taxonomy of ["categories", "tags"] as const) {
    app.get(`/wp/v2/${taxonomy}`, (c) => {
      const sought = (c.req.query("search") ?? "").toLowerCase();
      return c.json(
        site.terms.filter((one) => one.taxonomy === taxonomy && one.name.toLowerCase().includes(sought)),
      );
    });
    app.post(`/wp/v2/${taxonomy}`, async (c) => {
      const { name } = z.object({ name: z.string() }).parse(await c.req.json());
      const known = site.terms.find((one) => one.taxonomy === taxonomy && one.name === name);
      if (known) return refuse(c, 400, "term_exists", "A term with the name exists.", { term_id: known.id });
      const term = { id: site.terms.length + 1, name, taxonomy };
      site.terms.push(term);
      return c.json(term, 201);
    });
  }
}
