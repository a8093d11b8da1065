export type FoundMark = { kind: "emoticon" | "punctuation"; start: number; end: number };

/** Faces made of punctuation, and of punctuation around a nose: ":-)", ":'(", "<3", "^_^", "-_-", ">.<". */
const EMOTICON = /(?:[:;=8]['’]?-?[)(\][|/\\*]+|<[/\\]?3+|\^[_.-]?\^|-[_.]+-|>[_.]?<|\)':)/y;
const EMOTICON_HEADS = ":;=8<^->)";
/** Marks that mean something to a reader of sentences; a run of the same mark is one token. */
const MARKS = '.!?…,;:"“”«»()[]/–—-';

/** The marks and faces between two words, in order. */
export function punctuationBetween(text: string, from: number, until: number): FoundMark[] {
  const found: FoundMark[] = [];
  for (let at = from; at < until; ) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20) {
      at += 1;
      continue;
    }
    const character = text.charAt(at);
    const hit = EMOTICON_HEADS.includes(character) ? emoticonAt(text, at, until) : 0;
    const mark = hit === 0 && MARKS.includes(character) ? runAt(text, at, until) : 0;
    if (hit > 0) found.push({ kind: "emoticon", start: at, end: at + hit });
    else if (mark > 0) found.push({ kind: "punctuation", start: at, end: at + mark });
    at += Math.max(hit, mark, 1);
  }
  return found;
}

/** The length of the face that begins at a place; 0 where none does, or where it goes on behind `until`. */
function emoticonAt(text: string, at: number, until: number): number {
  EMOTICON.lastIndex = at;
  if (!EMOTICON.test(text)) return 0;
  return EMOTICON.lastIndex <= until ? EMOTICON.lastIndex - at : 0;
}

/** How often the character at a place is repeated; 0 where it goes on behind `until`. */
function runAt(text: string, at: number, until: number): number {
  const unit = text.charCodeAt(at);
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) === unit) end += 1;
  return end <= until ? end - at : 0;
}
