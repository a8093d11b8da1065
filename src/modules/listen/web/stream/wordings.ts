import type { Mention } from "../../contract/mentions.ts";

/** One wording of an article and since when it was seen. */
export type Wording = { title: string; text: string; seenAt: string };

/** All wordings of a mention, oldest first, the present one last. The history may or may not hold the present one. */
export function wordingsOf(mention: Pick<Mention, "versions" | "title" | "text" | "receivedAt">): Wording[] {
  const past = [...mention.versions].sort((a, b) => a.number - b.number);
  const last = past.at(-1);
  const isThere = last !== undefined && last.title === mention.title && last.text === mention.text;
  const { title, text, receivedAt } = mention;
  return isThere ? past : [...past, { title, text, seenAt: last?.seenAt ?? receivedAt }];
}
