import type { FreshSecrets } from "#connectors/ports/connector.ts";
import type { ConnectorError } from "#connectors/ports/connector-error.ts";

/** How the calls of one account prove whose they are. */
export interface XrpcSession {
  /** The account's own server, without a slash at its end. */
  readonly server: string;
  /** The headers that prove a call. */
  sign(method: "GET" | "POST", address: URL): Promise<Readonly<Record<string, string>>>;
  /** Hears what an answer says of the next call's proof. */
  note?(address: URL, headers: Headers): void;
  /** Whether a call that was refused for its proof, and said nothing, may be made once more with a new one. */
  mend(error: ConnectorError): Promise<boolean>;
  did(): Promise<string>;
  /** What the access allows, in the network's words. */
  scopes(): Promise<readonly string[]>;
  /** When the kept access ends; now where there is none, so that one is fetched and kept. */
  keptUntil(): Date | null;
  refresh(): Promise<FreshSecrets>;
  revoke(): Promise<void>;
}
