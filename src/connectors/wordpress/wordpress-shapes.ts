import { z } from "zod";

/** WordPress writes instants in UTC without saying so. */
const utc = z
  .string()
  .transform((text) => new Date(`${text.replace(/Z$/, "")}Z`))
  .refine((date) => !Number.isNaN(date.getTime()));

const rendered = z.object({ rendered: z.string(), raw: z.string().optional() });

export const wordpressSite = z.object({
  name: z.string().catch(""),
  home: z.string().optional().catch(undefined),
});

export const wordpressUser = z.object({
  id: z.int().positive(),
  slug: z.string().catch(""),
  name: z.string().catch(""),
  /** PHP writes an object without entries as a list. */
  capabilities: z.record(z.string(), z.unknown()).catch({}),
});

export const wordpressArticle = z.object({
  id: z.int().positive(),
  type: z.string().catch("post"),
  link: z.string().catch(""),
  status: z.string().catch(""),
  slug: z.string().catch(""),
});

export const wordpressMedia = z.object({ id: z.int().positive(), source_url: z.string().min(1) });

export const wordpressTerm = z.object({ id: z.int().positive(), name: z.string() });

export const wordpressComment = z.object({
  id: z.int().positive(),
  post: z.int().nonnegative(),
  parent: z.int().nonnegative().catch(0),
  /** 0 for guests. */
  author: z.int().nonnegative().catch(0),
  author_name: z.string().catch(""),
  author_email: z.string().optional().catch(undefined),
  author_url: z.string().optional().catch(undefined),
  date_gmt: utc,
  content: rendered,
  link: z.string().catch(""),
  status: z.string().catch("approved"),
  _links: z
    .object({ up: z.array(z.object({ post_type: z.string().optional() })).optional() })
    .optional()
    .catch(undefined),
  _embedded: z
    .object({
      up: z
        .array(z.object({ title: rendered.optional().catch(undefined), link: z.string().optional() }))
        .optional(),
    })
    .optional()
    .catch(undefined),
});
export type WordpressComment = z.infer<typeof wordpressComment>;

/** A refusal as the REST API writes it. */
export const wordpressRefusal = z.object({
  code: z.string(),
  message: z.string().catch(""),
  data: z.object({ term_id: z.int().optional() }).optional().catch(undefined),
});
