import { z } from "zod";
import { Sentence } from "#modules/accounts/contract/accounts.ts";
import { id, instant } from "#shared/ids.ts";

const name = z.string().trim().min(1).max(300);
/** A name of a host, as people write it: a whole address is cut down to it. */
const host = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^https?:\/\//, "").replace(/\/.*$/, ""))
  .pipe(z.string().regex(/^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?$/u));

/** What to look for on a network; which of these a network knows stands in its abilities. */
export const NetworkQuery = z.discriminatedUnion("by", [
  z.object({
    by: z.literal("words"),
    words: z.string().trim().min(2).max(300),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .optional(),
  }),
  z.object({
    by: z.literal("hashtag"),
    tag: z
      .string()
      .trim()
      .transform((text) => text.replace(/^[#＃]/, ""))
      .pipe(z.string().regex(/^[\p{L}\p{M}\p{N}_]{1,100}$/u)),
    /** On networks of many servers: the one that is asked; left out, those of the account. */
    server: host.optional(),
  }),
  z.object({ by: z.literal("author"), author: name.transform((text) => text.replace(/^@/, "")) }),
  z.object({ by: z.literal("mention"), of: name.transform((text) => text.replace(/^@/, "")) }),
  z.object({ by: z.literal("domain"), domain: host }),
  z.object({ by: z.literal("link"), url: z.url({ protocol: /^https?$/ }).max(2000) }),
]);
export type NetworkQuery = z.infer<typeof NetworkQuery>;

/** How a source listens on a network. */
export const NetworkListening = z.object({
  accountId: id,
  network: z.string(),
  networkName: Sentence,
  /** Null for streams, and for what an account's inbox hears in public. */
  query: NetworkQuery.nullable(),
  /** Streams: all that passes is kept, not only what a monitor finds. */
  keepsAll: z.boolean(),
  /** Streams: how many posts went by, kept or not, and when the last one did. */
  passedCount: z.number(),
  heardAt: instant.nullable(),
});
export type NetworkListening = z.infer<typeof NetworkListening>;
