import type { PostRef } from "./network-post.ts";

/** A file that goes out with a statement. */
export interface StatementMedia {
  readonly name: string;
  /** As sniffed from its bytes, never as claimed. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** What it shows, for people who do not see it. Empty only where it is decoration. */
  readonly alt: string;
}

/** What one account says once. A thread is several, each answering the one before. */
export interface Statement {
  readonly text: string;
  /** Headline or subject, where the network has one. */
  readonly title?: string;
  readonly replyTo?: PostRef;
  readonly media: readonly StatementMedia[];
  /** An address to show as a card, where the network has cards. */
  readonly link?: string;
  readonly language?: string;
  /** What only this network has (visibility, content warning, categories); its manifest has their schema. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A statement that stands on the network. */
export interface Sent {
  readonly externalId: string;
  readonly url: string | null;
}

/** What a look-up found: it stands there, it certainly does not, or this network cannot say. */
export type LookUp = { readonly found: Sent } | { readonly found: null } | { readonly found: "cannot_tell" };

/** Says something in public, or to somebody. */
export interface PublishPort {
  /**
   * Says it once. `mark` is ours, the same at every attempt to say this statement: the network is told it where it
   * knows how to (a record's key, an idempotency key, a message's id), so that a second attempt changes nothing.
   * @throws ConnectorError; `unknown` whenever it may have been said
   */
  send(statement: Statement, mark: string): Promise<Sent>;
  /** Whether a statement of which the answer was lost has been said. `since` is when it was first tried. */
  lookUp(statement: Statement, mark: string, since: Date): Promise<LookUp>;
  edit?(post: PostRef, statement: Statement): Promise<Sent>;
  /** Takes it back. Nothing happens when it is gone already. */
  remove?(post: PostRef): Promise<void>;
}
