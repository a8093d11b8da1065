import { fediverseConnector } from "#connectors/fediverse/fediverse-connector.ts";
import type { Access, OpenConnector } from "#connectors/ports/connector.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { openSimulator, type RunningSimulator } from "./open-simulator.ts";
import { openAccount, type SimulatedAccount } from "./simulator-state.ts";

export interface OpenFediverse {
  readonly simulator: RunningSimulator;
  readonly us: SimulatedAccount;
  readonly citizen: SimulatedAccount;
  readonly access: (more?: Partial<Access>) => Access;
  readonly open: (more?: Partial<Access>) => OpenConnector;
  readonly close: () => Promise<void>;
}

/** A simulated server with an office and a citizen on it, and the connector opened for the office. */
export async function openFediverse(now: () => Date = () => new Date()): Promise<OpenFediverse> {
  const simulator = await openSimulator("kota.contoh.social", now);
  const us = openAccount(simulator.server, "humas", "Humas Kota");
  const citizen = openAccount(simulator.server, "warga", "Warga");
  const ended = new AbortController();
  const access = (more: Partial<Access> = {}): Access => ({
    way: "token",
    settings: { server: simulator.address },
    secrets: { token: us.token },
    externalId: us.id,
    fetch,
    stream: fetch,
    permit: anyHost,
    now,
    signal: ended.signal,
    ...more,
  });
  return {
    simulator,
    us,
    citizen,
    access,
    open: (more) => fediverseConnector.open(access(more)),
    close: async () => {
      ended.abort();
      await simulator.close();
    },
  };
}
