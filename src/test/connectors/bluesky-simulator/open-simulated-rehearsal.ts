import type { Access } from "#connectors/ports/connector.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import type { Rehearsal } from "../rehearsal.ts";
import { type BlueskySimulator, openBlueskySimulator } from "./open-bluesky-simulator.ts";
import { openSimulatedAccount, type SimulatedAccount, saySimulated } from "./simulated-network.ts";

export interface SimulatedRehearsal extends Rehearsal {
  readonly simulator: BlueskySimulator;
  readonly us: SimulatedAccount;
  readonly citizen: SimulatedAccount;
  /** Access with secrets of one's own choice. */
  readonly accessWith: (secrets: Readonly<Record<string, unknown>>) => Access;
}

/** An office and a citizen on a simulated Bluesky. */
export async function openSimulatedRehearsal(
  now: () => Date = () => new Date(),
): Promise<SimulatedRehearsal> {
  const simulator = await openBlueskySimulator(now);
  const { network, address } = simulator;
  const us = openSimulatedAccount(network, "humas.contoh.test");
  const citizen = openSimulatedAccount(network, "warga.contoh.test");
  const ended = new AbortController();
  const { accessJwt, refreshJwt } = simulator.session(us);
  const accessWith = (secrets: Readonly<Record<string, unknown>>): Access => ({
    way: "app_password",
    settings: { identifier: us.handle, service: address },
    secrets,
    externalId: us.did,
    fetch,
    stream: fetch,
    permit: anyHost,
    now,
    signal: ended.signal,
  });
  return {
    simulator,
    us,
    citizen,
    accessWith,
    handle: us.handle,
    access: () => accessWith({ appPassword: us.password, accessToken: accessJwt, refreshToken: refreshJwt }),
    wrongAccess: () => accessWith({ appPassword: "bukan-sandi" }),
    someoneSays: async (text, replyTo) => {
      const parent = network.posts.find(({ uri }) => uri === replyTo);
      const ref = parent && { uri: parent.uri, cid: parent.cid };
      return saySimulated(network, citizen, text, ref ? { reply: { root: ref, parent: ref } } : {}).uri;
    },
    countPosts: async (text) => network.posts.filter(({ record }) => record["text"] === text).length,
    spoil: async (trouble) => {
      network.mishaps.push(trouble);
    },
    close: async () => {
      ended.abort();
      await simulator.close();
    },
  };
}
