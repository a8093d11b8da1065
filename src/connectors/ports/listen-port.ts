import type { NetworkPost, Page } from "./network-post.ts";

/** What to look for. Which of these a network knows stands in its manifest, under `listen`. */
export type ListenQuery =
  | { readonly by: "words"; readonly words: string; readonly language?: string }
  | { readonly by: "hashtag"; readonly tag: string; readonly server?: string }
  | { readonly by: "author"; readonly author: string }
  | { readonly by: "mention"; readonly of: string }
  | { readonly by: "domain"; readonly domain: string }
  | { readonly by: "link"; readonly url: string };

/** What a stream carries; `cursor` stands behind it, and a stream that is opened there goes on with the next. */
export type StreamEvent =
  | { readonly kind: "post"; readonly post: NetworkPost; readonly cursor: string }
  | { readonly kind: "removed"; readonly externalId: string; readonly cursor: string }
  /** Nothing for us, but so far the stream was read. */
  | { readonly kind: "passed"; readonly cursor: string };

/** Hears what others say in public. */
export interface ListenPort {
  /**
   * Posts that match, newest first, at most about a hundred at a time.
   * @param from a cursor of an earlier page; none asks for the newest
   */
  search?(query: ListenQuery, from: string | null): Promise<Page<NetworkPost>>;
  /**
   * Everything that passes, from a cursor on; from now where there is none. Ends when the session's signal does, and
   * throws a `ConnectorError` when the line breaks: the caller opens it again at the last cursor.
   */
  stream?(from: string | null): AsyncIterable<StreamEvent>;
}
