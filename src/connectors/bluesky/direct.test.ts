import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  openSimulatedRehearsal,
  type SimulatedRehearsal,
} from "#test/connectors/bluesky-simulator/open-simulated-rehearsal.ts";
import {
  chatBetween,
  hideSimulated,
  writeSimulated,
} from "#test/connectors/bluesky-simulator/simulated-chats.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { blueskyConnector } from "./bluesky-connector.ts";

const now = new Date("2026-11-23T08:00:00Z");
let stage: SimulatedRehearsal;
beforeEach(async () => {
  stage = await openSimulatedRehearsal(() => now);
});
afterEach(() => stage.close());

describe("direct messages", () => {
  const chat = () => chatBetween(stage.simulator.network, stage.us, stage.citizen);
  const said = (text: string, sender = stage.citizen) =>
    writeSimulated(stage.simulator.network, chat(), sender, text);
  const password = () => blueskyConnector.open(stage.access());

  it("come once, in their chat and private, from before the first look and from then on", async () => {
    const first = said("Boleh tanya soal KTP?");
    const { inbox } = password();
    const begun = await inbox?.poll(null);
    expect(begun?.changes).toMatchObject([
      {
        kind: "item",
        item: {
          kind: "direct",
          isOurs: false,
          conversation: { externalId: `dm:${chat().id}`, kind: "direct" },
          post: {
            externalId: `dm:${chat().id}/${first.id}`,
            text: "Boleh tanya soal KTP?",
            isPrivate: true,
            author: { handle: stage.citizen.handle },
          },
        },
      },
    ]);
    for (let count = 0; count < 45; count += 1) said(`ke-${count}`, count % 2 ? stage.us : stage.citizen);
    const next = await inbox?.poll(begun?.cursor ?? null);
    const texts = next?.changes.flatMap((change) => (change.kind === "item" ? [change.item.post.text] : []));
    expect(texts).toEqual(Array.from({ length: 45 }, (_, count) => `ke-${count}`));
    expect((await inbox?.poll(next?.cursor ?? null))?.changes).toEqual([]);
  });

  it("are answered in their chat, and found by their words when the answer was lost", async () => {
    const asked = said("Jam berapa tutup?");
    const { inbox, publish } = password();
    const replyTo = { externalId: `dm:${chat().id}/${asked.id}` };
    const answer = { text: "Pukul 15.00.", media: [], options: {}, replyTo };
    expect(await publish?.lookUp(answer, "dm", now)).toEqual({ found: null });
    await publish?.send(answer, "dm");
    const sent = chat().messages.at(-1);
    expect(sent).toMatchObject({ sender: stage.us, text: "Pukul 15.00." });
    expect(await publish?.lookUp(answer, "dm", now)).toEqual({
      found: { externalId: `dm:${chat().id}/${sent?.id}`, url: null },
    });
    await stage.spoil?.({ kind: "answer_lost" });
    expect(await failureOf(async () => publish?.send({ ...answer, text: "Hilang" }, "dm2"))).toEqual({
      kind: "unknown",
    });
    const thread = await inbox?.thread?.(replyTo);
    expect(thread?.map(({ text }) => text)).toEqual(["Jam berapa tutup?", "Pukul 15.00.", "Hilang"]);
    const picture = { name: "a.png", mediaType: "image/png", bytes: Buffer.from("x"), alt: "" };
    expect(await failureOf(async () => publish?.send({ ...answer, media: [picture] }, "dm3"))).toMatchObject({
      reason: "media_count",
    });
  });

  it("that were taken out of our view go here as well", async () => {
    const { inbox } = password();
    const begun = await inbox?.poll(null);
    const message = said("Salah kirim");
    hideSimulated(stage.simulator.network, chat(), message, stage.us);
    const { changes } = (await inbox?.poll(begun?.cursor ?? null)) ?? {};
    expect(changes?.at(-1)).toEqual({ kind: "removed", externalId: `dm:${chat().id}/${message.id}` });
  });

  it("are left alone where the access is for posts only, and never hold up what is public", async () => {
    said("Rahasia");
    stage.us.accessScope = "com.atproto.appPass";
    const { accessJwt, refreshJwt } = stage.simulator.session(stage.us);
    const secrets = { appPassword: stage.us.password, accessToken: accessJwt, refreshToken: refreshJwt };
    const closed = blueskyConnector.open(stage.accessWith(secrets));
    const mention = await stage.someoneSays(`@${stage.handle} halo`);
    expect((await closed.inbox?.poll(null))?.changes).toMatchObject([
      { kind: "item", item: { post: { externalId: mention } } },
    ]);
    expect(stage.simulator.network.calls.some((call) => call.startsWith("chat."))).toBe(false);
    const replyTo = { externalId: `dm:${chat().id}/x` };
    const answer = { text: "Boleh", media: [], options: {}, replyTo };
    expect(await failureOf(async () => closed.publish?.send(answer, "dm"))).toMatchObject({
      kind: "rejected",
      reason: "not_permitted",
    });
  });

  it("come with the next look where the service does not answer now", async () => {
    said("Halo?");
    const access = stage.access();
    const broken: typeof fetch = async (input, init) =>
      String(input).includes("chat.bsky") ? new Response("<html>", { status: 502 }) : fetch(input, init);
    const first = await blueskyConnector.open({ ...access, fetch: broken }).inbox?.poll(null);
    expect(first?.changes).toEqual([]);
    const next = await password().inbox?.poll(first?.cursor ?? null);
    expect(next?.changes).toMatchObject([{ item: { kind: "direct" } }]);
  });
});
