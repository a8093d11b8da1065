/** A place of a text that somebody marked. */
export interface MarkedSpan {
  kind: string;
  start: number;
  end: number;
}
export interface MarkedText {
  text: string;
  spans: MarkedSpan[];
}

/** `{kind:what is written}`; what is written holds no closing brace. */
const MARK = /\{([A-Za-z]+):([^}]*)\}/g;

/** Reads sentences, one a line, in which places are marked as `{kind:what is written}`; offsets are those without marks. */
export function readMarkedTexts(lines: string): MarkedText[] {
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      let text = "";
      let at = 0;
      const spans: MarkedSpan[] = [];
      for (const { 0: mark, 1: kind = "", 2: written = "", index } of line.matchAll(MARK)) {
        text += line.slice(at, index);
        spans.push({ kind, start: text.length, end: text.length + written.length });
        text += written;
        at = index + mark.length;
      }
      return { text: text + line.slice(at), spans };
    });
}

export type SpanFigures = { rows: number; precision: number; recall: number; F1: number };
type Pair = { marked: readonly MarkedSpan[]; found: readonly MarkedSpan[] };

/**
 * Precision and recall of what was found against what was marked.
 * @param isMet whether a found place answers a marked one
 * @param kind counts one kind alone
 */
export function scoreSpans(
  pairs: readonly Pair[],
  isMet: (found: MarkedSpan, marked: MarkedSpan) => boolean,
  kind?: string,
): SpanFigures {
  let [marks, finds, right, met] = [0, 0, 0, 0];
  for (const { marked, found } of pairs) {
    const wanted = marked.filter((span) => kind === undefined || span.kind === kind);
    const told = found.filter((span) => kind === undefined || span.kind === kind);
    marks += wanted.length;
    finds += told.length;
    right += told.filter((span) => marked.some((mark) => isMet(span, mark))).length;
    met += wanted.filter((mark) => found.some((span) => isMet(span, mark))).length;
  }
  const precision = finds === 0 ? 0 : right / finds;
  const recall = marks === 0 ? 0 : met / marks;
  const sum = precision + recall;
  return { rows: marks, precision, recall, F1: sum === 0 ? 0 : (2 * precision * recall) / sum };
}

/** Whether two places are the same, kind and both ends. */
export const isSamePlace = (a: MarkedSpan, b: MarkedSpan): boolean =>
  a.kind === b.kind && a.start === b.start && a.end === b.end;

/** Whether two places of a kind meet. */
export const isSameKindThere = (a: MarkedSpan, b: MarkedSpan): boolean =>
  a.kind === b.kind && a.start < b.end && b.start < a.end;
