export type FoundMark = { kind: "emoticon" | "punctuation"; start: number; end: number };

/** Faces made of punctuation, and of punctuation around a nose: ":-)", ":'(", "<3", "^_^", "-_-", ">.<". */
const EMOTICON = /(?:[:;=8]['’]?-?[)(\][|/\\*]+|<[/\\]?3+|\^[_.-]?\^|-[_.]+-|>[_.]?<|\)':)/y;
/** Marks that mean something to a reader of sentences; a run of the same mark is one token. */
const MARK = /([.!?…,;:"“”«»()[\]/–—-])\1*|[!?]+/y;

/** The marks and faces between two words, in order. */
export function punctuationBetween(text: string, from: number, until: number): FoundMark[] {
  const found: FoundMark[] = [];
  for (let at = from; at < until; ) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20) {
      at += 1;
      continue;
    }
    const hit = matchAt(EMOTICON, text, at, until);
    const mark = hit === 0 ? matchAt(MARK, text, at, until) : 0;
    if (hit > 0) found.push({ kind: "emoticon", start: at, end: at + hit });
    else if (mark > 0) found.push({ kind: "punctuation", start: at, end: at + mark });
    at += Math.max(hit, mark, 1);
  }
  return found;
}

function matchAt(pattern: RegExp, text: string, at: number, until: number): number {
  pattern.lastIndex = at;
  const length = pattern.exec(text)?.[0].length ?? 0;
  return at + length <= until ? length : 0;
}
