/** Somebody on a network. */
export interface NetworkPerson {
  /** The network's own and lasting name for the account: a number, a DID, an address. */
  readonly externalId: string;
  /** As people write it, without "@". */
  readonly handle: string;
  readonly name: string;
  readonly url?: string;
  readonly followers?: number;
}

/** Names a post for later calls. */
export interface PostRef {
  readonly externalId: string;
  /** The first post of its thread, where it is not this one. */
  readonly rootId?: string;
}

/** A picture, film, sound or file of somebody else's post; it stays where it is. */
export interface NetworkMedia {
  readonly kind: "image" | "video" | "audio" | "file";
  readonly url: string;
  readonly alt?: string;
  readonly name?: string;
  /** As sniffed from its bytes; left out where nobody looked into them. */
  readonly mediaType?: string;
  readonly bytes?: number;
}

/** What somebody said on a network, as plain text. */
export interface NetworkPost {
  readonly externalId: string;
  readonly url: string | null;
  readonly author: NetworkPerson;
  readonly text: string;
  /** What it repeats of earlier messages, and signatures: not part of `text`, shown on demand. */
  readonly folded?: string;
  /** Of pages and articles that a search found; `author` is then who published them, `text` what the search shows. */
  readonly title?: string;
  /** BCP 47, as the network or the author says. */
  readonly language?: string;
  readonly publishedAt: Date;
  /** Nobody says when: `publishedAt` is when it was found. */
  readonly isUndated?: boolean;
  readonly editedAt?: Date;
  readonly replyTo?: PostRef;
  /** What it quotes or passes on. */
  readonly quotes?: PostRef;
  readonly media: readonly NetworkMedia[];
  /** Counts by the network's own names: `likes`, `reposts`, `replies`. */
  readonly engagement: Readonly<Record<string, number>>;
  /** Between us and somebody: never a mention, never public. */
  readonly isPrivate: boolean;
}

/** A part of a longer list. `cursor` goes on behind it; null when there is nothing behind it now. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor: string | null;
}
