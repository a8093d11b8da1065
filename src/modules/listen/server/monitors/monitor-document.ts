import type { PercolatedDocument } from "#text/percolate/percolated-document.ts";
import type { IndexedText } from "#text/search-vector.ts";
import { fieldValues, type LexemeFacts, longestValue } from "../mentions/search-lexemes.ts";
import { sourceIdField } from "./monitor-tree.ts";

/** A mention as monitors are asked of it. */
export type MonitoredMention = {
  /** Its title and text, laid out once for the search vector and for matching. */
  indexed: IndexedText;
  publishedAt: Date;
  facts: LexemeFacts;
  /** Every name under which its tags are found. */
  tagKeys: readonly string[];
  hasNote: boolean;
  /** First halves of the media types of what is attached: "image", "video" … */
  media: readonly string[];
  sourceTitles: readonly string[];
};

/** What a query sees of a mention: the same values that stand in its search vector, and what is joined to it. */
export function monitorDocument(mention: MonitoredMention): PercolatedDocument {
  const fields: Record<string, string[]> = { id: [mention.facts.id], tag: [...mention.tagKeys] };
  const add = (field: string, value: string) => {
    const values = fields[field];
    if (values) values.push(value);
    else fields[field] = [value];
  };
  for (const [field, value] of fieldValues(mention.facts))
    if (field !== "source") add(field, value.slice(0, longestValue));
  for (const id of mention.facts.sourceIds) add(sourceIdField, id);
  for (const title of mention.sourceTitles) add("source", title);
  if (mention.tagKeys.length > 0) add("has", "tag");
  if (mention.hasNote) add("has", "note");
  for (const kind of mention.media) if (kind === "video" || kind === "audio") add("has", kind);
  return { indexed: mention.indexed, publishedAt: mention.publishedAt, fields };
}
