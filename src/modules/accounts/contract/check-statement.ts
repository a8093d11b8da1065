import { countText } from "#text/counters/count-text.ts";
import type { StatementRules } from "./statements.ts";

/** What of a draft breaks the network's rules; the keys name sentences. */
export const statementFaults = [
  "empty",
  "too_long",
  "too_many_bytes",
  "title_too_long",
  "media_count",
  "media_kind",
  "media_size",
  "alt_missing",
  "alt_too_long",
] as const;
export type StatementFault = (typeof statementFaults)[number];

/** What is checked of a draft. The type and size of a file are left out where they are not known yet. */
export interface CheckedDraft {
  readonly text: string;
  readonly title?: string | undefined;
  readonly media: readonly { readonly alt: string; readonly mediaType?: string; readonly bytes?: number }[];
}

/** How long a text may be, with or without files. */
export const mostLengthOf = (rules: StatementRules, hasMedia: boolean): number =>
  hasMedia ? (rules.mostLengthWithMedia ?? rules.mostLength) : rules.mostLength;

/**
 * Holds a draft to the rules of its network, in the browser while it is written and on the server before it is kept. The
 * network has the last word: servers of one network may differ.
 */
export function checkStatement(rules: StatementRules, draft: CheckedDraft): StatementFault[] {
  const faults = new Set<StatementFault>();
  const hasMedia = draft.media.length > 0;
  if (draft.text.trim() === "" && !hasMedia) faults.add("empty");
  if (countText(draft.text, rules.counter) > mostLengthOf(rules, hasMedia)) faults.add("too_long");
  if (rules.mostBytes !== null && countText(draft.text, "bytes") > rules.mostBytes)
    faults.add("too_many_bytes");
  if ([...(draft.title ?? "")].length > (rules.mostTitleLength ?? 0)) faults.add("title_too_long");
  if (draft.media.length > rules.mostMedia) faults.add("media_count");
  for (const { alt, mediaType, bytes } of draft.media) {
    if (alt.trim() === "") faults.add("alt_missing");
    const limit = rules.media.find(({ mediaTypes }) => mediaTypes.includes(mediaType ?? ""));
    if (mediaType !== undefined && !limit) faults.add("media_kind");
    if (limit && bytes !== undefined && bytes > limit.mostBytes) faults.add("media_size");
    if (limit && limit.mostAltLength !== null && alt.length > limit.mostAltLength) faults.add("alt_too_long");
    if (
      limit &&
      draft.media.filter((one) => limit.mediaTypes.includes(one.mediaType ?? "")).length > limit.most
    )
      faults.add("media_count");
  }
  return [...faults];
}
