import type { InboxChange } from "./inbox-port.ts";

/** A call to our door, before anything of it is believed. */
export interface WebhookCall {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** As it came: signatures are over bytes. */
  readonly body: Uint8Array;
}

/** Why a call is turned away. The log of deliveries has a sentence for each. */
export const webhookRefusals = [
  "bad_signature",
  "no_signature",
  "too_old",
  "wrong_account",
  "unreadable",
] as const;
export type WebhookRefusal = (typeof webhookRefusals)[number];

export type WebhookVerdict =
  /** Proven. Each event has the network's own id, under which a second delivery is known. */
  | { readonly kind: "events"; readonly events: readonly { readonly id: string; readonly body: string }[] }
  /** The network asks whether we are here; answered at once. */
  | { readonly kind: "challenge"; readonly answer: string; readonly mediaType: string }
  | { readonly kind: "refused"; readonly why: WebhookRefusal };

/** Whose door was called; the networks whose calls need more than the id to be understood find it here. */
export interface WebhookAccount {
  readonly externalId: string;
  readonly handle?: string;
  /** As the account was connected. */
  readonly settings?: unknown;
}

/** Where a network brings what happens, as the network says it. */
export interface WebhookState {
  /** Null where it brings nothing anywhere. */
  readonly url: string | null;
  /** Events that it has not brought yet; null where it does not say. */
  readonly waiting: number | null;
  /** Its last attempt in vain, in its own words; null where there was none, or it does not say. */
  readonly lastFailure: { readonly at: Date; readonly said: string } | null;
}

/** Has a network bring what happens to our door, where its interface can; elsewhere a person fills the address in there. */
export interface WebhookRegistrar {
  /** From now on the network calls `url`, and proves itself with `secret`. Done twice, it changes nothing. */
  register(door: { readonly url: string; readonly secret: string }): Promise<void>;
  /** It calls nobody any more; what happens is asked for again. */
  unregister(): Promise<void>;
  state(): Promise<WebhookState>;
}

/** How a network pushes to us. */
export interface WebhookPort {
  /** Where the account's secrets hold the one of its webhook. The network's `OpenConnector.registrar` registers it. */
  readonly secretField?: string;
  /** Proves a call by its raw body, in constant time, within the window in which a call may be late. Asks nobody. */
  verify(call: WebhookCall, secrets: unknown, account: WebhookAccount, now: Date): WebhookVerdict;
  /** What an event that was proven and kept says. */
  read(body: string, account: WebhookAccount): readonly InboxChange[];
}
