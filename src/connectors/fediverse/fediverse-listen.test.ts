import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ListenQuery, StreamEvent } from "#connectors/ports/listen-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { type OpenFediverse, openFediverse } from "#test/connectors/fediverse-simulator/open-fediverse.ts";
import { openSimulator, type RunningSimulator } from "#test/connectors/fediverse-simulator/open-simulator.ts";
import {
  changeStatus,
  openAccount,
  putStatus,
  type SimulatedStatus,
  until,
} from "#test/connectors/fediverse-simulator/simulator-state.ts";

const start = Date.parse("2026-11-22T01:00:00Z");

let fediverse: OpenFediverse;
let other: RunningSimulator;
beforeEach(async () => {
  [fediverse, other] = await Promise.all([
    openFediverse(),
    openSimulator("desa.contoh.social", () => new Date()),
  ]);
  openAccount(other.server, "kades", "Kepala Desa");
});
afterEach(async () => {
  await Promise.all([fediverse.close(), other.close()]);
});

const citizenSays = (text: string, minute: number): SimulatedStatus =>
  putStatus(fediverse.simulator.server, {
    accountId: fediverse.citizen.id,
    text,
    createdAt: new Date(start + minute * 60_000),
  });
const elsewhereSays = (text: string, minute: number): SimulatedStatus =>
  putStatus(other.server, {
    accountId: other.server.accounts[0]?.id ?? "",
    text,
    createdAt: new Date(start + minute * 60_000),
  });
const withSettings = (more: object) =>
  fediverse.open({ settings: { server: fediverse.simulator.address, ...more } });

async function findAll(network: ReturnType<OpenFediverse["open"]>, query: ListenQuery) {
  const found: NetworkPost[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<NonNullable<NonNullable<typeof network.listen>["search"]>>> | undefined =
      await network.listen?.search?.(query, cursor);
    found.push(...(page?.items ?? []));
    cursor = page?.cursor ?? null;
  } while (cursor !== null);
  return found;
}

describe("listening on the Fediverse", () => {
  it("finds a hashtag on several servers, the newest first, page after page without a gap", async () => {
    const said: string[] = [];
    for (let minute = 0; minute < 130; minute += 1) {
      const text = `Banjir #jembatan ${minute}`;
      const isElsewhere = minute < 60 ? minute % 10 === 0 : minute % 2 === 0;
      const { text: stood } = isElsewhere ? elsewhereSays(text, minute) : citizenSays(text, minute);
      said.unshift(stood);
    }
    const network = withSettings({ hashtagServers: [other.address] });
    const found = await findAll(network, { by: "hashtag", tag: "#jembatan" });
    expect(found.map(({ text }) => text)).toEqual(said);
    expect(found[1]).toMatchObject({
      externalId: expect.stringContaining("https://desa.contoh.social/users/kades/"),
      author: { handle: "kades@127.0.0.1" },
    });
    const alone = await findAll(network, { by: "hashtag", tag: "jembatan", server: other.address });
    expect(alone).toHaveLength(6 + 35);
  });

  it("says so when a server keeps its hashtags to itself, and never shows it our token", async () => {
    other.server.areHashtagsClosed = true;
    citizenSays("Banjir #jembatan", 0);
    const network = withSettings({ hashtagServers: [other.address] });
    expect(
      await failureOf(async () => network.listen?.search?.({ by: "hashtag", tag: "jembatan" }, null)),
    ).toMatchObject({ kind: "rejected", reason: "settings" });
    expect(await findAll(withSettings({}), { by: "hashtag", tag: "jembatan" })).toHaveLength(1);
  });

  it("finds what an account said, and knows when there is none of that name", async () => {
    const said = [citizenSays("satu", 1).id, citizenSays("dua", 2).id];
    const network = fediverse.open();
    const found = await findAll(network, { by: "author", author: "@warga@kota.contoh.social" });
    expect(found.map(({ externalId }) => externalId)).toEqual(said.toReversed());
    expect(
      await failureOf(async () => network.listen?.search?.({ by: "author", author: "siapa@mana.id" }, null)),
    ).toEqual({ kind: "gone" });
    expect(
      await failureOf(async () => network.listen?.search?.({ by: "domain", domain: "contoh.id" }, null)),
    ).toMatchObject({ kind: "rejected" });
  });

  it("hears hashtags as they come, and fills the gap of a break", async () => {
    const { server } = fediverse.simulator;
    const network = withSettings({ hashtags: ["jembatan", "banjir"] });
    const read = async (
      from: string | null,
      count: number,
      meanwhile: (events: StreamEvent[]) => Promise<void>,
    ) => {
      const events: StreamEvent[] = [];
      const reading = (async () => {
        for await (const event of network.listen?.stream?.(from) ?? []) {
          if (event.kind !== "passed") events.push(event);
          if (events.length === count) return;
        }
      })();
      await meanwhile(events);
      await reading;
      return events;
    };
    const now = () => (Date.now() - start) / 60_000;
    const bothStand = () => until(() => server.listeners.size === 2);
    const live: SimulatedStatus[] = [];
    const first = await read(null, 2, async () => {
      await bothStand();
      live.push(citizenSays("#jembatan", now()), citizenSays("#banjir", now()));
    });
    expect(first.map((event) => event.kind === "post" && event.post.externalId).sort()).toEqual(
      live.map(({ id }) => id).sort(),
    );
    await until(() => server.listeners.size === 0);
    const missed = citizenSays("#banjir selama putus", now());
    const events = await read(first.at(-1)?.cursor ?? null, 4, async (heard) => {
      // What came shortly before the break comes once more.
      await until(() => heard.length === 3);
      changeStatus(server, missed, null);
    });
    expect(events.map((event) => (event.kind === "post" ? event.post.text : event.kind))).toEqual(
      expect.arrayContaining(["#banjir selama putus", "removed"]),
    );
  });

  it("streams nothing where no hashtag is followed", async () => {
    const stream = async () => {
      for await (const _ of fediverse.open().listen?.stream?.(null) ?? []) return;
    };
    expect(await failureOf(stream)).toEqual({ kind: "rejected", reason: "settings" });
  });
});
