/** How somebody's words are given: between marks, told in the writer's words, or in a headline. */
export type QuotationKind = "direct" | "indirect" | "headline";

/** Who speaks: a person or body by name, an office or description without a name, or an account of a network. */
export type SpeakerKind = "person" | "organisation" | "role" | "account";

export interface Speaker {
  /** The words by which the text names the speaker here: a name, a short name, "dia", "ujarnya". */
  readonly start: number;
  readonly end: number;
  readonly kind: SpeakerKind;
  /** The fullest name that the text gives the speaker, without forms of address; of a role its words. */
  readonly name: string;
  /** The office that the text gives the speaker anywhere, as written. */
  readonly role?: string;
  /** Which of the text's names it is; undefined for offices and accounts. */
  readonly of?: number;
}

/** Somebody whom a text names, once, however often and in whatever ways it does. */
export interface NamedVoice {
  readonly kind: "person" | "organisation";
  /** The fullest name of the text, without forms of address. */
  readonly name: string;
  readonly role?: string;
}

/** What decided: the words at a place and how they were understood. Kinds are message keys. */
export type QuotationReason = {
  readonly start: number;
  readonly end: number;
  readonly kind: "marks" | "cue" | "name" | "shortName" | "pronoun" | "description" | "continued" | "colon";
};

/** Somebody's words in a text. Offsets are into the text, end exclusive. */
export interface Quotation {
  /** The words said, without their marks. */
  readonly start: number;
  readonly end: number;
  readonly kind: QuotationKind;
  /** The word of speech, or the colon. */
  readonly cue: { readonly start: number; readonly end: number } | null;
  /** Null where the text has words of speech but says nobody's name. */
  readonly speaker: Speaker | null;
  /** The share of quotations found like this one that had this speaker, 0 to 1. */
  readonly certainty: number;
  /** Whether the certainty is too low to count upon. */
  readonly isUnsure: boolean;
  readonly reasons: readonly QuotationReason[];
}

export interface QuotationsResult {
  /** Whom the text names, and who speaks in it, in the order of the text. */
  readonly names: readonly NamedVoice[];
  /** All quotations in the order of the text; they do not overlap. */
  readonly quotations: readonly Quotation[];
}
