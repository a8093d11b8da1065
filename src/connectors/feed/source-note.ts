/**
 * What reading a source met with that the person who looks after it may want to know. The codes are a closed list,
 * so that the health page can say each in plain words; `detail` is data (a name, a count), not a sentence.
 */
export type SourceNoteCode =
  | "charset-corrected" // the declared charset was wrong
  | "charset-damaged" // right charset, broken bytes
  | "charset-guessed" // nothing declared
  | "charset-unknown" // declared under a name nobody knows
  | "xml-repaired" // not well-formed, read all the same
  | "xml-cut" // stopped: too deep, too many elements or faults
  | "json-unreadable"
  | "not-a-feed"
  | "items-capped" // more items than are read at once
  | "item-without-id"
  | "item-without-link"
  | "item-without-title"
  | "item-without-date"
  | "date-unreadable"
  | "date-implausible" // before 1990 or in the future; dropped
  | "html-cut" // the page was too large and only its beginning was read
  | "article-not-found" // no main text could be told from the page
  | "sitemap-capped"
  | "opml-capped";

export interface SourceNote {
  code: SourceNoteCode;
  detail?: string;
}

/** A note; long details are cut, since they may quote what a stranger sent. */
export function note(code: SourceNoteCode, detail?: string): SourceNote {
  return detail === undefined ? { code } : { code, detail: detail.slice(0, 200) };
}
