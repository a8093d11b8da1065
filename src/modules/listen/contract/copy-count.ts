import { z } from "zod";
import { id, instant } from "#shared/ids.ts";

/** The copies of a mention as a list shows them: how many there are with it, and where it began. */
export const CopyCount = z.object({
  groupId: id,
  mentions: z.number(),
  outlets: z.number(),
  first: z.object({ id, outlet: z.string(), publishedAt: instant }),
});
export type CopyCount = z.infer<typeof CopyCount>;
