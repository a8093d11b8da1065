import { z } from "zod";

export const ghostPost = z.object({
  id: z.string().min(1),
  url: z.string().catch(""),
  slug: z.string().catch(""),
  status: z.string().catch(""),
  updated_at: z.string().nullish(),
});

export const ghostPosts = z.object({ posts: z.tuple([ghostPost]).rest(z.unknown()) });

export const ghostSite = z.object({
  site: z.object({ title: z.string().catch(""), url: z.string().catch("") }),
});

/** What stands where after an upload: each kind of file has a list of its own. */
export const ghostUpload = z.record(z.string(), z.array(z.object({ url: z.string().min(1) })));

export const ghostRefusal = z.object({
  errors: z
    .array(
      z.object({
        message: z.string().catch(""),
        context: z.string().nullish().catch(null),
        type: z.string().catch(""),
        code: z.string().nullish().catch(null),
      }),
    )
    .min(1),
});
export type GhostRefusal = z.infer<typeof ghostRefusal>["errors"][number];
