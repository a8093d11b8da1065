import { z } from "zod";
import { StatementMediaRef } from "#modules/accounts/contract/statements.ts";

/** A hashtag without its sign; networks end one at anything else. */
export const Hashtag = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N}_]+$/u);

/** What is said: of a draft, where its variants say nothing of their own, and of a version exactly what goes out. */
export const Content = z.object({
  text: z.string().max(100_000),
  /** Of networks that have one. */
  headline: z.string().trim().max(1_000),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
  hashtags: z.array(Hashtag).max(30),
  media: z.array(StatementMediaRef).max(50),
});
export type Content = z.infer<typeof Content>;

/** What a variant says differently; what is not in it comes from the draft. */
export const OwnContent = Content.partial();
export type OwnContent = z.infer<typeof OwnContent>;

export const emptyContent: Content = { text: "", headline: "", link: null, hashtags: [], media: [] };

/** What a variant says: its own where it has some, else the draft's. */
export const contentOf = (base: Content, own: OwnContent): Content => ({
  text: own.text ?? base.text,
  headline: own.headline ?? base.headline,
  link: own.link === undefined ? base.link : own.link,
  hashtags: own.hashtags ?? base.hashtags,
  media: own.media ?? base.media,
});

/** The words that go out: the text, and below it the hashtags that are not in it yet. */
export function wordsOf({ text, hashtags }: Pick<Content, "text" | "hashtags">): string {
  const lower = text.toLowerCase();
  const missing = hashtags.filter((tag) => !hasTag(lower, tag));
  return [text.trimEnd(), missing.map((tag) => `#${tag}`).join(" ")]
    .filter((part) => part !== "")
    .join("\n\n");
}

function hasTag(lowerText: string, tag: string): boolean {
  const sought = `#${tag.toLowerCase()}`;
  for (let at = lowerText.indexOf(sought); at >= 0; at = lowerText.indexOf(sought, at + 1)) {
    const after = lowerText.slice(at + sought.length);
    if (!/^[\p{L}\p{N}_]/u.test(after)) return true;
  }
  return false;
}
