import type { LookupFunction } from "node:net";
import type { PublicKey, SigningKey } from "#connectors/dpop/signing-key.ts";
import type { InboxPort } from "./inbox-port.ts";
import type { InsightsPort } from "./insights-port.ts";
import type { ListenPort } from "./listen-port.ts";
import type { Manifest, StatementLimits } from "./manifest.ts";
import type { PublishPort } from "./publish-port.ts";
import type { WebhookPort, WebhookRegistrar } from "./webhook-port.ts";

/** What a connector is given to speak for one account. It keeps nothing between calls, and opens no line of its own. */
export interface Access {
  /** Which of the manifest's ways the account was connected by. */
  readonly way: string;
  /** As the way's schemas say; each connector parses them itself. */
  readonly settings: unknown;
  readonly secrets: unknown;
  /** Whom `identify` found when the account was connected; empty before that. */
  readonly externalId: string;
  /** Reaches public addresses only, keeps caps on size and time, obeys the account's quota, and logs the call. */
  readonly fetch: typeof globalThis.fetch;
  /** The same for answers that do not end; for a `wss:` address what its socket sends, one message a chunk. */
  readonly stream: typeof globalThis.fetch;
  /**
   * For what is not the web (a mail server): refuses hosts that are not to be reached, and else gives the look-up with
   * which a socket arrives at the addresses that were checked and nowhere else.
   * @throws FetchError `refused_address` or `dns`
   */
  readonly permit: (host: string, port: number) => Promise<LookupFunction>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Whose account it is, as the network says. */
export interface Identity {
  readonly externalId: string;
  /** Without "@". */
  readonly handle: string;
  readonly name: string;
  readonly url: string | null;
  readonly scopes: readonly string[];
  /** When access ends unless it is refreshed; null where it does not. */
  readonly expiresAt: Date | null;
}

export interface FreshSecrets {
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date | null;
}

/** A network's ports, opened for one account. */
export interface OpenConnector {
  /** The call that proves the account: it works now, and this is who it is. */
  identify(): Promise<Identity>;
  /** New secrets for old, before these end. The old ones may be void from then on. */
  refresh?(): Promise<FreshSecrets>;
  /** Ends our access on the network's side. */
  revoke?(): Promise<void>;
  /** What this account's server allows, where servers differ. */
  limits?(): Promise<StatementLimits>;
  readonly listen?: ListenPort;
  readonly inbox?: InboxPort;
  readonly publish?: PublishPort;
  readonly insights?: InsightsPort;
  readonly registrar?: WebhookRegistrar;
}

/**
 * How the desk stands towards networks that know a program by an address of its own, instead of registering it (OAuth
 * Client ID Metadata Document).
 */
export interface ConsentDesk {
  /** Where the document that describes the desk to this network stands; null where no network could fetch it. */
  readonly document: string | null;
  /** Where people come back to a desk that only its own machine reaches, by number instead of name; null elsewhere. */
  readonly loopback: string | null;
  /** The desk's own key, of which the document holds the public half. */
  readonly key: () => Promise<SigningKey>;
}

/** Two steps of an OAuth consent (RFC 6749 with PKCE, RFC 7636). What `keep` holds comes back sealed in the second step. */
export interface ConsentPort {
  begin(
    access: Access,
    request: { readonly callback: string; readonly state: string; readonly desk: ConsentDesk },
  ): Promise<{ readonly url: string; readonly keep: Readonly<Record<string, unknown>> }>;
  finish(
    access: Access,
    answer: {
      readonly callback: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly keep: Readonly<Record<string, unknown>>;
    },
  ): Promise<FreshSecrets>;
  /** The document behind `ConsentDesk.document`; left out where the network registers programs. */
  describe?(desk: {
    readonly id: string;
    readonly home: string;
    readonly callback: string;
    readonly key: PublicKey;
  }): Readonly<Record<string, unknown>>;
}

/** What an answer says about how much may still be asked. */
export interface QuotaReading {
  readonly bucket: string;
  readonly limit: number;
  readonly remaining: number;
  readonly resetsAt: Date;
}

/** A network: what it is, and how it is spoken to. */
export interface Connector {
  readonly manifest: Manifest;
  open(access: Access): OpenConnector;
  readonly consent?: ConsentPort;
  readonly webhook?: WebhookPort;
  /** Reads the network's rate headers. Names are in lower case. */
  quotaOf?(headers: Headers, now: Date): readonly QuotaReading[];
  /** What a call costs when it is answered, in millionths of a US dollar; left out where nothing costs. */
  costOf?(method: string, address: URL): number;
}
