import { describeConformance } from "#test/connectors/describe-conformance.ts";
import { openFediverse } from "#test/connectors/fediverse-simulator/open-fediverse.ts";
import { putStatus } from "#test/connectors/fediverse-simulator/simulator-state.ts";
import type { Rehearsal } from "#test/connectors/rehearsal.ts";
import { fediverseConnector } from "./fediverse-connector.ts";

describeConformance(fediverseConnector, openRehearsal);

/** A simulated server, each of whose answers is held against the published contract where that is present. */
async function openRehearsal(): Promise<Rehearsal> {
  const { simulator, access, citizen, close } = await openFediverse();
  const { server } = simulator;
  return {
    handle: "humas@kota.contoh.social",
    access: () => access(),
    wrongAccess: () => access({ secrets: { token: "token-yang-salah" } }),
    someoneSays: async (text, replyTo) =>
      putStatus(server, { accountId: citizen.id, text, inReplyToId: replyTo ?? null }).id,
    countPosts: async (text) => server.statuses.filter((one) => one.text === text && !one.isRemoved).length,
    spoil: async (trouble) => {
      server.troubles.push(trouble);
    },
    close,
  };
}
