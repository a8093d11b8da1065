import { parse } from "tldts";

/** A marked part of a text (lexicon `app.bsky.richtext.facet`). Places are bytes of UTF-8, not characters. */
export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly [FacetFeature];
}

export type FacetFeature =
  | { readonly $type: "app.bsky.richtext.facet#mention"; readonly did: string }
  | { readonly $type: "app.bsky.richtext.facet#link"; readonly uri: string }
  | { readonly $type: "app.bsky.richtext.facet#tag"; readonly tag: string };

const mentionPattern =
  /(?<=^|[\s(])@((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?)/gi;
const linkPattern =
  /(?<=^|[\s(])(?:https?:\/\/[^\s]+|(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,}(?![\w@-])[^\s]*)/gi;
/** Up to white space, and what looks like none: soft hyphens, joiners. */
const tagPattern = /(?<=^|\s)[#＃](?!\uFE0F)((?:(?!\u20E2)[^\s\u00AD\u2060\u200A-\u200D])+)/gu;
const mostTagLength = 64;

/**
 * Marks mentions, addresses and hashtags, so that they can be followed on Bluesky: it finds none by itself. Only accounts
 * that exist are marked.
 * @param resolve the DID behind a handle; null where there is none
 */
export async function facetsOf(
  text: string,
  resolve: (handle: string) => Promise<string | null>,
): Promise<readonly Facet[]> {
  const facets: Facet[] = [];
  const mark = (from: number, part: string, feature: FacetFeature): void => {
    const byteStart = Buffer.byteLength(text.slice(0, from));
    facets.push({ index: { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }, features: [feature] });
  };
  for (const { index, 0: part, 1: handle = "" } of text.matchAll(mentionPattern)) {
    const did = await resolve(handle.toLowerCase());
    if (did !== null) mark(index, part, { $type: "app.bsky.richtext.facet#mention", did });
  }
  for (const { index, 0: found } of text.matchAll(linkPattern)) {
    const part = withoutTail(found);
    const uri = addressOf(part);
    if (uri !== null) mark(index, part, { $type: "app.bsky.richtext.facet#link", uri });
  }
  for (const { index, 0: found, 1: said = "" } of text.matchAll(tagPattern)) {
    const tag = said.replace(/\p{P}+$/u, "");
    // A number alone is no tag: "#1" is a place in a list.
    if (!/[^\d\p{P}]/u.test(tag) || [...tag].length > mostTagLength) continue;
    const part = found.slice(0, found.length - said.length + tag.length);
    mark(index, part, { $type: "app.bsky.richtext.facet#tag", tag });
  }
  return facets.toSorted((one, other) => one.index.byteStart - other.index.byteStart);
}

/** What ends the sentence does not belong to the address. */
function withoutTail(found: string): string {
  const part = found.replace(/[.,;:!?"'”’]+$/, "");
  return part.endsWith(")") && !part.includes("(") ? part.slice(0, -1).replace(/[.,;:!?]+$/, "") : part;
}

/** The whole address of what people write short; null where it is none. */
function addressOf(part: string): string | null {
  if (/^https?:\/\//i.test(part)) return URL.canParse(part) ? part : null;
  const address = `https://${part}`;
  // "selesai.Terima" is two sentences, not a site: a short address must end in what domains can end in.
  const { domain, isIcann } = parse(address);
  return URL.canParse(address) && domain !== null && isIcann === true ? address : null;
}
