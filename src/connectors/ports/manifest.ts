import type { z } from "zod";
import type { TextCounter } from "#text/counters/count-text.ts";

/** A sentence that people read, in both languages. A network brings its own, so that it stays one folder. */
export type Sentence = { readonly id: string; readonly en: string };

/** Whether a network can do something, and where it cannot or only in part, why: the screens say it as it stands here. */
export type Ability =
  | { readonly can: true; readonly note?: Sentence }
  | { readonly can: false; readonly why: Sentence };

export const can = (note?: Sentence): Ability => (note === undefined ? { can: true } : { can: true, note });
export const cannot = (why: Sentence): Ability => ({ can: false, why });

/** Everything that may be asked of a network. */
export interface Abilities {
  readonly listen: Readonly<
    Record<"words" | "hashtag" | "author" | "mention" | "domain" | "link" | "stream", Ability>
  >;
  readonly inbox: Readonly<Record<"mentions" | "replies" | "direct" | "threads" | "push", Ability>> & {
    /** Fetching files of messages; left out where these have addresses on the web. */
    readonly files?: Ability;
  };
  readonly publish: Readonly<
    Record<"post" | "reply" | "thread" | "media" | "edit" | "remove" | "lookUp", Ability>
  >;
  readonly insights: Readonly<Record<"posts" | "account", Ability>>;
}

/** Files of one kind that may go with a statement. */
export interface MediaLimit {
  readonly kind: "image" | "video" | "audio" | "file";
  readonly mediaTypes: readonly string[];
  readonly mostBytes: number;
  readonly most: number;
  /** Width by height, the narrowest and the widest. */
  readonly ratios?: { readonly least: number; readonly most: number };
  readonly mostAltLength?: number;
}

/** What a statement may hold. Where a server has its own, `OpenConnector.limits` says them at run time. */
export interface StatementLimits {
  /** How the network counts the length of a text; see `countText`. */
  readonly counter: TextCounter;
  readonly mostLength: number;
  /** Of a text that goes with files, where the network allows less there. */
  readonly mostLengthWithMedia?: number;
  /** Bytes of UTF-8, where the network caps these as well. */
  readonly mostBytes?: number;
  readonly mostTitleLength?: number;
  /** Files of all kinds together. */
  readonly mostMedia: number;
  readonly media: readonly MediaLimit[];
}

/** How a field of a form is called, and what to write into it. */
export interface FieldWords {
  readonly label: Sentence;
  readonly hint?: Sentence;
  readonly example?: string;
  /** Few ever write anything into it: the form folds it away. */
  readonly isRare?: boolean;
  /** What its choices are called. */
  readonly choices?: Readonly<Record<string, Sentence>>;
  /** Of an option: it is asked before the text, as the addresses of a mail are. */
  readonly isFirst?: boolean;
  /** A list of sentences, one a line: they may hold commas. */
  readonly isLines?: boolean;
}

/** One way to connect an account. The form is drawn from the two schemas. */
export interface ConnectWay {
  readonly key: string;
  readonly name: Sentence;
  /** What to do on the network's side before, one sentence a step. `{callback}` and `{webhook}` stand for our addresses. */
  readonly steps: readonly Sentence[];
  /** `oauth`: the person is sent to the network to agree. `secret`: what the form asks for is enough. */
  readonly kind: "secret" | "oauth";
  /** Where a person is sent to agree, where that is not called as the network is. */
  readonly place?: string;
  /** Access that ends is renewed by the desk itself, without a person. */
  readonly isRenewed?: boolean;
  /** The network fetches a document from the desk: it takes a public https address, or a desk on the person's own machine. */
  readonly needsAddress?: boolean;
  readonly settings: z.ZodObject;
  readonly secrets: z.ZodObject;
  /** Of every field of both schemas. */
  readonly words: Readonly<Record<string, FieldWords>>;
  readonly scopes: readonly { readonly name: string; readonly why: Sentence }[];
}

/** A published limit of calls; what the network says in its headers goes before it. */
export interface QuotaRule {
  readonly bucket: string;
  readonly calls: number;
  readonly perSeconds: number;
}

/** What a call costs, where a network charges. Millionths of a US dollar. */
export interface CostRule {
  /** `search` is one call, whatever it finds. */
  readonly what: "search" | "read_post" | "read_own" | "post" | "post_with_link";
  readonly microUsd: number;
}

/**
 * What a network is, in data that a browser may hold: the screens, the forms and the checks before a call are drawn from
 * it. Every fact has been looked up on `checkedOn`.
 */
export interface Manifest {
  /** Also the name of its folder. */
  readonly key: string;
  readonly name: Sentence;
  /** What people write before the name of an account there; nothing where accounts are mail addresses or sites. */
  readonly handleSign: "@" | "";
  /** Its sign: one or two letters, and a colour of its own. */
  readonly sign: { readonly letters: string; readonly colour: string };
  readonly summary: Sentence;
  readonly abilities: Abilities;
  readonly limits: StatementLimits;
  /** What only this network's statements have. */
  readonly options: z.ZodObject;
  /** Of the options that people fill in on the composer's form; the others are for programs. */
  readonly optionWords?: Readonly<Record<string, FieldWords>>;
  /** What the title of a statement is called, where that is no title ("Subject"). */
  readonly titleWord?: Sentence;
  /** Whom a statement reaches, where that is not simply everybody whom the network shows it. */
  readonly reach?: Sentence;
  readonly ways: readonly [ConnectWay, ...ConnectWay[]];
  readonly quotas: readonly QuotaRule[];
  readonly costs: readonly CostRule[];
  /** What its measured numbers mean, by the network's own names. */
  readonly metrics: Readonly<Record<string, Sentence>>;
  readonly docs: readonly string[];
  /** ISO date. */
  readonly checkedOn: string;
  /** Many servers of one interface: a hashtag may be asked of each. */
  readonly isManyServers?: boolean;
  /** A place without an interface: a person posts what the desk has made ready. */
  readonly isByHand?: boolean;
  /**
   * Whether everybody may read a statement that was sent with these options and stands at this address; the office's public
   * feeds hold no other. Networks that do not say have nothing for everybody.
   */
  readonly isForAll?: (
    sent: { readonly options: Readonly<Record<string, unknown>>; readonly url: string },
    now: Date,
  ) => boolean;
  /** Not a real network: for trying things. */
  readonly isForTrying?: boolean;
}
