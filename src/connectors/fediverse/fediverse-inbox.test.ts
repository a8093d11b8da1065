import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboxChange, InboxEvent } from "#connectors/ports/inbox-port.ts";
import { type OpenFediverse, openFediverse } from "#test/connectors/fediverse-simulator/open-fediverse.ts";
import {
  changeStatus,
  type NewStatus,
  openAccount,
  putStatus,
  type SimulatedStatus,
  until,
} from "#test/connectors/fediverse-simulator/simulator-state.ts";

let fediverse: OpenFediverse;
beforeEach(async () => {
  fediverse = await openFediverse();
});
afterEach(() => fediverse.close());

const citizenSays = (text: string, more: Partial<NewStatus> = {}): SimulatedStatus =>
  putStatus(fediverse.simulator.server, { accountId: fediverse.citizen.id, text, ...more });

const idsOf = (changes: readonly (InboxChange | null)[]) =>
  changes.flatMap((change) => (change?.kind === "item" ? [change.item.post.externalId] : []));

async function readOn(from: string | null) {
  const changes: InboxChange[] = [];
  let cursor = from;
  for (let hasMore = true; hasMore; ) {
    const page = await fediverse.open().inbox?.poll(cursor);
    changes.push(...(page?.changes ?? []));
    cursor = page?.cursor ?? null;
    hasMore = page?.hasMore ?? false;
  }
  return { changes, cursor };
}

describe("what reaches an account of the Fediverse", () => {
  it("comes in the order in which it was said, over many pages, each once", async () => {
    const said = Array.from({ length: 95 }, (_, at) => citizenSays(`@humas pertanyaan ${at}`).id);
    const first = await readOn(null);
    expect(idsOf(first.changes)).toEqual(said);
    const later = Array.from({ length: 45 }, (_, at) => citizenSays(`@humas lagi ${at}`).id);
    expect(idsOf((await readOn(first.cursor)).changes)).toEqual(later);
  });

  it("is seen also when it is stored after one with a higher id", async () => {
    const { server } = fediverse.simulator;
    citizenSays("@humas satu");
    const late = citizenSays("@humas dua");
    citizenSays("@humas tiga");
    const [held] = server.notifications.splice(1, 1);
    const { cursor } = await readOn(null);
    if (held) server.notifications.push(held);
    expect(idsOf((await readOn(cursor)).changes)).toEqual([late.id]);
  });

  it("goes back a week when an account is new, and no further", async () => {
    const { server } = fediverse.simulator;
    citizenSays("@humas dahulu");
    const [former] = server.notifications.splice(0, 1);
    if (former) server.notifications.push({ ...former, createdAt: new Date("2020-01-01T00:00:00Z") });
    const today = citizenSays("@humas hari ini");
    expect(idsOf((await readOn(null)).changes)).toEqual([today.id]);
  });

  it("belongs to the thread that it answers in, as plain text", async () => {
    const root = citizenSays("Jembatan ditutup?");
    const middle = citizenSays("Sejak kapan?", { inReplyToId: root.id });
    citizenSays("@humas mohon info <b>resmi</b>\nhttps://contoh.go.id/a?b=1&c=2", { inReplyToId: middle.id });
    const { changes } = await readOn(null);
    expect(changes).toMatchObject([
      {
        item: {
          kind: "reply",
          conversation: { externalId: root.id, kind: "thread" },
          post: {
            text: "@humas mohon info <b>resmi</b>\nhttps://contoh.go.id/a?b=1&c=2",
            replyTo: { externalId: middle.id, rootId: root.id },
            author: { handle: "warga@127.0.0.1", name: "Warga", followers: 12 },
            isPrivate: false,
          },
        },
      },
    ]);
  });

  it("stays between us when it is a direct message, and so does our answer, to everybody in it", async () => {
    const { server } = fediverse.simulator;
    openAccount(server, "camat", "Camat");
    const said = citizenSays("@humas @camat nomor KTP saya", { visibility: "direct" });
    expect((await readOn(null)).changes).toMatchObject([
      {
        item: {
          kind: "direct",
          conversation: { externalId: said.id, kind: "direct" },
          post: { isPrivate: true },
        },
      },
    ]);
    const answer = {
      text: "Kami proses.",
      media: [],
      options: { visibility: "public" },
      replyTo: { externalId: said.id },
    };
    await fediverse.open().publish?.send(answer, "tanda-1");
    expect(server.statuses.at(-1)).toMatchObject({
      visibility: "direct",
      text: "@warga @camat Kami proses.",
      inReplyToId: said.id,
    });
  });

  it("is told of edits and deletions while the stream is open, and goes on after a break without a gap", async () => {
    const { server } = fediverse.simulator;
    const before = citizenSays("@humas halo");
    const { cursor } = await readOn(null);
    const missed = citizenSays("@humas selama putus");
    const events: InboxEvent[] = [];
    const reading = (async () => {
      for await (const event of fediverse.open().inbox?.stream?.(cursor) ?? []) {
        if (event.change) events.push(event);
        if (events.length === 4) return;
      }
    })();
    await until(() => server.listeners.size === 1 && events.length === 1);
    const live = citizenSays("@humas langsung");
    changeStatus(server, before, "@humas halo, diubah");
    changeStatus(server, live, null);
    await reading;
    expect(events.map(({ change }) => change)).toMatchObject([
      { kind: "item", item: { post: { externalId: missed.id } } },
      { kind: "item", item: { post: { externalId: live.id } } },
      { kind: "edited", item: { post: { externalId: before.id, text: "@humas halo, diubah" } } },
      { kind: "removed", externalId: live.id },
    ]);
    expect((await readOn(events.at(-1)?.cursor ?? null)).changes).toEqual([]);
  });
});
