import type { NetworkMedia, NetworkPost, PostRef } from "./network-post.ts";

/** Where a message belongs. */
export interface ConversationRef {
  /** The thread's first post, the chat, the mail's thread: whatever holds the messages together on that network. */
  readonly externalId: string;
  readonly kind: "thread" | "direct" | "group" | "mail";
  readonly title?: string;
}

/** Something that reached our account. */
export interface InboxItem {
  readonly post: NetworkPost;
  readonly conversation: ConversationRef;
  /** What the network calls it. `post`: said to nobody in particular, where our account listens. */
  readonly kind: "mention" | "reply" | "comment" | "quote" | "direct" | "mail" | "post";
  /** We said it ourselves, perhaps with another program. */
  readonly isOurs: boolean;
  /**
   * No person wrote it to us: an absence notice, a message that did not arrive, a mailing list, a machine. Nothing answers
   * it by itself, and nobody waits for a word of ours.
   */
  readonly automatic?: AutomaticKind;
}

export type AutomaticKind = "reply" | "bounce" | "list" | "notice";

/** Something that happened to what we had received. */
export type InboxChange =
  | { readonly kind: "item"; readonly item: InboxItem }
  | { readonly kind: "edited"; readonly item: InboxItem }
  | { readonly kind: "removed"; readonly externalId: string };

/** A change with the place behind it. */
export interface InboxEvent {
  readonly change: InboxChange | null;
  readonly cursor: string;
}

/** Part of what came. `cursor` is where the next one goes on, also when nothing came. */
export interface InboxPage {
  readonly changes: readonly InboxChange[];
  readonly cursor: string | null;
  /** Behind the cursor there is more at once. */
  readonly hasMore: boolean;
}

/** Hears what is said to us. */
export interface InboxPort {
  /** What came after `from`, oldest first; without it what the network still shows of the last days. */
  poll(from: string | null): Promise<InboxPage>;
  /** The same as it happens; see `ListenPort.stream`. */
  stream?(from: string | null): AsyncIterable<InboxEvent>;
  /** The whole thread around a post, oldest first, as far as the network shows it. */
  thread?(post: PostRef): Promise<readonly NetworkPost[]>;
  /**
   * A file of a message that has no address on the web, fetched from where it lies. Nothing of it is believed.
   * @throws ConnectorError `gone`; `rejected` with `media_size` above `mostBytes`
   */
  fetchAttachment?(message: PostRef, media: NetworkMedia, mostBytes: number): Promise<Uint8Array>;
}
