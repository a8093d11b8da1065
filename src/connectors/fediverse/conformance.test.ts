import { describeConformance } from "#test/connectors/describe-conformance.ts";
import { openSimulator } from "#test/connectors/fediverse-simulator/open-simulator.ts";
import { openAccount, putStatus } from "#test/connectors/fediverse-simulator/simulator-state.ts";
import type { Rehearsal } from "#test/connectors/rehearsal.ts";
import { fediverseConnector } from "./fediverse-connector.ts";

describeConformance(fediverseConnector, openRehearsal);

/** A simulated server, each of whose answers is held against the published contract where that is present. */
async function openRehearsal(): Promise<Rehearsal> {
  const now = () => new Date();
  const { server, address, close } = await openSimulator("kota.contoh.social", now);
  const us = openAccount(server, "humas", "Humas Kota");
  const citizen = openAccount(server, "warga", "Warga");
  const ended = new AbortController();
  const accessWith = (token: string) => ({
    way: "token",
    settings: { server: address },
    secrets: { token },
    externalId: us.id,
    fetch,
    stream: fetch,
    now,
    signal: ended.signal,
  });
  return {
    handle: "humas@kota.contoh.social",
    access: () => accessWith(us.token),
    wrongAccess: () => accessWith("token-yang-salah"),
    someoneSays: async (text, replyTo) =>
      putStatus(server, { accountId: citizen.id, text, inReplyToId: replyTo ?? null }).id,
    countPosts: async (text) => server.statuses.filter((one) => one.text === text && !one.isRemoved).length,
    spoil: async (trouble) => {
      server.troubles.push(trouble);
    },
    close: async () => {
      ended.abort();
      await close();
    },
  };
}
