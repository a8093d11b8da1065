import type { Access } from "#connectors/ports/connector.ts";
import type { InboxItem } from "#connectors/ports/inbox-port.ts";
import type { WebhookCall } from "#connectors/ports/webhook-port.ts";

/** What can be made to go wrong with the next call. */
export type Trouble =
  | { readonly kind: "too_many"; readonly retryAfterSeconds: number | null }
  | { readonly kind: "server_error" }
  | { readonly kind: "html" }
  | { readonly kind: "answer_lost" };

export type SpoiltWebhook = "forged" | "late" | "other_account" | "unreadable";

/** A network to rehearse with: a real server, or a simulator built from the platform's contract. */
export interface Rehearsal {
  /** To our account on it. */
  readonly access: () => Access;
  /** The same with a secret that the network does not know; left out where it asks for none. */
  readonly wrongAccess?: () => Access;
  readonly handle: string;
  /** Somebody else posts in public. @returns the post's id */
  readonly someoneSays: (text: string, replyTo?: string) => Promise<string>;
  /** What the network makes of what somebody says; a mention in a public thread where this is left out. */
  readonly heardAs?: {
    readonly kind: InboxItem["kind"];
    readonly conversation: { readonly kind: InboxItem["conversation"]["kind"] };
    readonly isPrivate: boolean;
  };
  /** How many posts that stand there now have this text. */
  readonly countPosts: (text: string) => Promise<number>;
  /** Spoils the next call; left out where the real server cannot be spoilt. */
  readonly spoil?: (trouble: Trouble) => Promise<void>;
  /** A call as the network would push it, for a mention of ours. */
  readonly webhook?: (spoilt?: SpoiltWebhook) => Promise<WebhookCall>;
  /** What the network's calls do not carry, so that it cannot be spoilt. */
  readonly neverSpoilt?: readonly SpoiltWebhook[];
  /** The ids of a post and what answers it, as the network holds them; where its interface shows no threads. */
  readonly threadOf?: (externalId: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}
