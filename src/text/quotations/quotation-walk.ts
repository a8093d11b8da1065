import { Cue } from "./cue-classes.ts";
import type { MarkedSpan } from "./find-marks.ts";
import { hasParagraphBreak } from "./find-marks.ts";
import { type FoundSpeaker, named, type Referred } from "./found-speaker.ts";
import type { Named } from "./name-links.ts";
import type { NamedVoice, Quotation, QuotationKind, QuotationReason } from "./quotation.ts";
import { is, markAt, type TextFrame } from "./text-frame.ts";

/** A quotation while the text is walked, in tokens. */
export type Draft = {
  first: number;
  last: number;
  kind: QuotationKind;
  cue: number;
  found: FoundSpeaker | undefined;
  certainty: number;
  /** Place among the marked spans, or -1. */
  span: number;
};

const SURE = 0.5;
/** Sentences after which "dia" no longer means who spoke last when somebody else has been spoken of. */
const FAR = 2;

/** The walk over a text: what was found so far, and of whom the text speaks at the moment. */
export class QuotationWalk {
  readonly drafts: Draft[] = [];
  /** Tokens before this one are taken by a quotation, its cue and its speaker. */
  taken = 0;
  sentenceFirst = 0;
  sentenceLast = 0;
  private sentences = 0;
  private lastSpeaker: { found: FoundSpeaker; sentence: number } | undefined;
  private lastSubject: { found: FoundSpeaker; sentence: number } | undefined;
  readonly frame: TextFrame;
  readonly spans: readonly MarkedSpan[];
  /** The first token behind the headline, or 0. */
  readonly headline: number;

  constructor(frame: TextFrame, spans: readonly MarkedSpan[], headline: number) {
    this.frame = frame;
    this.spans = spans;
    this.headline = headline;
  }

  enterSentence(first: number, last: number): void {
    this.sentenceFirst = first;
    this.sentenceLast = last;
    this.sentences += 1;
    const { nameAt, names } = this.frame;
    for (let at = first; at < Math.min(last, first + 12); at += 1) {
      if (is(this.frame, at, Cue.stop) && at > first) return;
      if (markAt(this.frame, at) === '"' || markAt(this.frame, at) === "“") return;
      const name = names[nameAt[at] ?? -1];
      if (name === undefined) continue;
      if (name.named.kind === "person") {
        const before = this.frame.reading.tokens[at - 1]?.word.exact;
        // "Saudara kandung dari Aleix Espargaro itu" is about somebody else.
        if (at > first && (before === "dari" || before === "oleh")) return;
        if (is(this.frame, name.last, Cue.demonstrative)) return;
        this.lastSubject = { found: named(this.frame, name, 0.9), sentence: this.sentences };
        return;
      }
      at = name.last - 1;
    }
  }

  /** Whoever a pronoun means here. */
  referred(): Referred {
    const { lastSpeaker, lastSubject } = this;
    if (lastSubject === undefined || lastSpeaker === undefined) return lastSpeaker ?? lastSubject;
    const isStale =
      this.sentences - lastSpeaker.sentence > FAR && lastSubject.sentence > lastSpeaker.sentence;
    return isStale ? lastSubject : lastSpeaker;
  }

  /** Remembers who speaks, for the pronouns that follow. */
  speaks(found: FoundSpeaker | undefined): void {
    if (found !== undefined) this.lastSpeaker = { found, sentence: this.sentences };
  }

  add(draft: Draft): void {
    this.drafts.push(draft);
    this.speaks(draft.found);
  }

  /** Whether a token lies between marks. Only for tokens behind those that were walked over. */
  nextMark(from: number, until: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle]?.open ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const open = this.spans[low]?.open ?? until;
    return Math.min(open, until);
  }

  /** Gives marked words without a speaker the one of their neighbours, and puts everything in order. */
  finish(): { names: NamedVoice[]; quotations: Quotation[] } {
    this.continueSpans();
    const found = this.drafts
      .filter(({ kind, found, cue }) => found !== undefined || (kind === "direct" && cue >= 0))
      .sort((a, b) => a.first - b.first || a.last - b.last);
    const kept: { draft: Draft; quotation: Quotation }[] = [];
    let until = 0;
    for (const draft of found) {
      const quotation = this.toQuotation(draft);
      if (quotation.start < until || quotation.end <= quotation.start) continue;
      until = quotation.end;
      if (draft.found?.named !== undefined) draft.found.named.isSure = true;
      kept.push({ draft, quotation });
    }
    const all = this.frame.links.all.filter(({ isSure }) => isSure);
    const places = new Map(all.map((one, at) => [one, at]));
    return {
      names: all.map(voiceOf),
      quotations: kept.map(({ draft: { found }, quotation }) => {
        const of = found?.named === undefined ? undefined : places.get(found.named);
        const { speaker } = quotation;
        return of === undefined || speaker === null
          ? quotation
          : { ...quotation, speaker: { ...speaker, of } };
      }),
    };
  }

  private continueSpans(): void {
    const bySpan = new Map(this.drafts.filter(({ span }) => span >= 0).map((draft) => [draft.span, draft]));
    const isOpen = (draft: Draft | undefined): draft is Draft =>
      draft !== undefined && draft.found === undefined && draft.cue < 0;
    // "A." newline "B," kata X: from the last to the first, so that a row of paragraphs hands the speaker on.
    for (let span = this.spans.length - 2; span >= 0; span -= 1) {
      const draft = bySpan.get(span);
      const next = bySpan.get(span + 1);
      if (isOpen(draft) && next?.found !== undefined && this.touch(span, span + 1)) lend(draft, next, 0.9);
    }
    for (let span = 1; span < this.spans.length; span += 1) {
      const draft = bySpan.get(span);
      const before = bySpan.get(span - 1);
      if (isOpen(draft) && before?.found !== undefined && this.follows(span - 1, span))
        lend(draft, before, 0.8);
    }
  }

  /** Whether nothing stands between two spans. */
  private touch(a: number, b: number): boolean {
    return (this.spans[b]?.open ?? 0) - (this.spans[a]?.close ?? 0) <= 1;
  }

  /** Whether a span begins the paragraph behind the one in which the other span ended. */
  private follows(a: number, b: number): boolean {
    const { tokens, text } = this.frame.reading;
    const from = this.spans[a]?.close ?? 0;
    const until = this.spans[b]?.open ?? 0;
    if (until - from > 30) return false;
    let breaks = 0;
    for (let at = from + 1; at <= until; at += 1)
      if (hasParagraphBreak(text, tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0)) breaks += 1;
    return breaks <= 1 && hasParagraphBreak(text, tokens[until - 1]?.end ?? 0, tokens[until]?.start ?? 0);
  }

  private toQuotation({ first, last, kind, cue, found, certainty, span }: Draft): Quotation {
    const { tokens } = this.frame.reading;
    const place = (from: number, until: number) => {
      const start = tokens[from]?.start ?? 0;
      return { start, end: tokens[until - 1]?.end ?? start };
    };
    const words = place(first, last);
    const reasons: QuotationReason[] = [];
    if (span >= 0) reasons.push({ ...place(first - 1, first), kind: "marks" });
    if (cue >= 0)
      reasons.push({ ...place(cue, cue + 1), kind: markAt(this.frame, cue) === ":" ? "colon" : "cue" });
    if (found !== undefined)
      reasons.push({ start: found.speaker.start, end: found.speaker.end, kind: found.how });
    const sure = Math.round(certainty * (found?.share ?? 0.5) * 100) / 100;
    return {
      ...words,
      kind: kind === "direct" && last <= this.headline ? "headline" : kind,
      cue: cue < 0 ? null : place(cue, cue + 1),
      speaker: found?.speaker ?? null,
      certainty: sure,
      isUnsure: sure < SURE,
      reasons,
    };
  }
}

/** Somebody as the text names them. */
export const voiceOf = ({ kind, name, role }: Named): NamedVoice =>
  role === undefined ? { kind, name } : { kind, name, role };

function lend(draft: Draft, from: Draft, share: number): void {
  if (from.found === undefined) return;
  draft.found = { ...from.found, how: "continued" };
  draft.certainty = from.certainty * share;
}
