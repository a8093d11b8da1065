import type { Connector, OpenConnector } from "#connectors/ports/connector.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** What every part of a rehearsal works on; `rehearsal` and `network` are there once it has begun. */
export interface Stage {
  readonly connector: Connector;
  readonly rehearsal: () => Rehearsal;
  readonly network: () => OpenConnector;
  /** A text, and a mark, that nobody used before. */
  readonly fresh: () => { text: string; mark: string };
}
