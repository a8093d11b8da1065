import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConsentDesk } from "#connectors/ports/connector.ts";
import type { Statement } from "#connectors/ports/publish-port.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { type OpenFediverse, openFediverse } from "#test/connectors/fediverse-simulator/open-fediverse.ts";
import { putStatus } from "#test/connectors/fediverse-simulator/simulator-state.ts";
import { fediverseConnector } from "./fediverse-connector.ts";

let fediverse: OpenFediverse;
beforeEach(async () => {
  fediverse = await openFediverse();
});
afterEach(() => fediverse.close());

const say = (text: string, more: Partial<Statement> = {}): Statement => ({
  text,
  media: [],
  options: {},
  ...more,
});
const film = (name: string) => ({ name, mediaType: "video/mp4", bytes: new Uint8Array([1, 2]), alt: "Film" });
const port = () => {
  const { publish } = fediverse.open();
  if (!publish) throw new Error("no publish port");
  return publish;
};
const standing = () => fediverse.simulator.server.statuses.filter(({ isRemoved }) => !isRemoved);

describe("publishing on the Fediverse", () => {
  it("waits until a film is ready, and says when it is broken", async () => {
    await port().send(say("Lihat", { media: [film("banjir.mp4")] }), "tanda-1");
    expect(standing()).toMatchObject([{ mediaIds: [expect.any(String)] }]);
    expect(fediverse.simulator.server.files).toMatchObject([{ looks: 0, alt: "Film" }]);
    const failure = await failureOf(() =>
      port().send(say("Lihat", { media: [film("rusak.mp4")] }), "tanda-2"),
    );
    expect(failure).toEqual({ kind: "rejected", reason: "media_broken" });
    expect(standing()).toHaveLength(1);
  });

  it("carries visibility, warning, language, card and poll, and refuses options that it does not know", async () => {
    const poll = { pollChoices: ["Ya", " Tidak ", ""], pollEnds: "1h", pollIsMultiple: true };
    const options = { visibility: "unlisted", contentWarning: "Kecelakaan", isSensitive: true, ...poll };
    const link = "https://contoh.go.id/a";
    await port().send(say("Setuju?", { options, link, language: "id-ID" }), "tanda-1");
    expect(standing()).toMatchObject([
      {
        text: "Setuju?\n\nhttps://contoh.go.id/a",
        visibility: "unlisted",
        spoiler: "Kecelakaan",
        isSensitive: true,
        language: "id",
        poll: { options: ["Ya", "Tidak"], isMultiple: true },
      },
    ]);
    for (const options of [{ visibility: "rahasia" }, { pollChoices: ["Ya"] }, { pollEnds: "nanti" }]) {
      const failure = await failureOf(() => port().send(say("Setuju?", { options }), "tanda-2"));
      expect(failure).toEqual({ kind: "rejected", reason: "settings" });
    }
    await port().send(say("Tanpa pilihan", { options: { pollChoices: [""] } }), "tanda-3");
    expect(standing().at(-1)).toMatchObject({ text: "Tanpa pilihan", poll: null });
  });

  it("names whom it answers, unless the text does, and goes on in its own thread", async () => {
    const { server } = fediverse.simulator;
    const asked = putStatus(server, {
      accountId: fediverse.citizen.id,
      text: "Buka?",
      visibility: "unlisted",
    });
    const replyTo = { externalId: asked.id };
    const first = await port().send(say("Buka.", { replyTo }), "tanda-1");
    await port().send(say("Ya, @Warga@127.0.0.1", { replyTo }), "tanda-2");
    await port().send(say("Sampai sore.", { replyTo: first }), "tanda-3");
    expect(standing().slice(1)).toMatchObject([
      { text: "@warga Buka.", visibility: "unlisted" },
      { text: "Ya, @Warga@127.0.0.1" },
      { text: "Sampai sore.", inReplyToId: first.externalId },
    ]);
  });

  it("answers a post that was seen on another server by its address", async () => {
    const { server } = fediverse.simulator;
    const asked = putStatus(server, { accountId: fediverse.citizen.id, text: "Buka?" });
    const externalId = `https://kota.contoh.social/users/warga/statuses/${asked.id}`;
    await port().send(say("Buka.", { replyTo: { externalId } }), "tanda-1");
    expect(standing()).toMatchObject([{}, { inReplyToId: asked.id }]);
    const nowhere = { externalId: "https://mana.id/1" };
    expect(await failureOf(() => port().send(say("Buka.", { replyTo: nowhere }), "tanda-2"))).toEqual({
      kind: "gone",
    });
  });

  it("is found after the server forgot its mark, by words, thread and files", async () => {
    const { server } = fediverse.simulator;
    const since = new Date();
    const asked = putStatus(server, { accountId: fediverse.citizen.id, text: "Buka?" });
    const text =
      "Loket buka.\n\nBaca https://contoh.go.id/panjang/sekali?x=1 dan tanya @warga@kota.contoh.social";
    const statement = say(text, { replyTo: { externalId: asked.id } });
    server.troubles.push({ kind: "answer_lost" });
    // The first call looks at what is answered; the second is the one whose answer is lost.
    expect(await failureOf(() => port().send(statement, "tanda-1"))).toEqual({ kind: "retry" });
    expect(await port().lookUp(statement, "tanda-1", since)).toEqual({ found: null });
    const sent = await port().send(statement, "tanda-1");
    server.keys.clear();
    expect(await port().lookUp(statement, "tanda-1", since)).toMatchObject({ found: sent });
    expect(await port().lookUp(say(text), "tanda-1", since)).toEqual({ found: null });
    const later = new Date(Date.now() + 3_600_000);
    expect(await port().lookUp(statement, "tanda-1", later)).toEqual({ found: null });
  });

  it("keeps to what the server allows, and counts where its refusal is not understood", async () => {
    const { server } = fediverse.simulator;
    server.mostCharacters = 30;
    expect(await fediverse.open().limits?.()).toMatchObject({
      counter: "fediverse",
      mostLength: 30,
      mostMedia: 4,
      media: [
        { kind: "image", mediaTypes: ["image/jpeg", "image/png"], most: 4, mostAltLength: 1_400 },
        { kind: "video", mediaTypes: ["video/mp4"], mostBytes: 99_000_000, most: 1 },
      ],
    });
    const strange: typeof fetch = async (input, init) =>
      init?.method === "POST"
        ? Response.json({ error: "Kapjongon-jirasi" }, { status: 422 })
        : fetch(input, init);
    const { publish } = fediverse.open({ fetch: strange });
    const send = (text: string) => failureOf(async () => publish?.send(say(text), "tanda-1"));
    expect(await send("panjang ".repeat(10))).toEqual({ kind: "rejected", reason: "too_long" });
    expect(await send("pendek")).toMatchObject({
      kind: "rejected",
      reason: "other",
      said: "Kapjongon-jirasi",
    });
  });

  it("says what became of posts, and leaves out those that are gone", async () => {
    const sent = await port().send(say("Halo"), "tanda-1");
    const { insights } = fediverse.open();
    const found = await insights?.ofPosts?.([sent.externalId, "12345"]);
    expect([...(found ?? [])]).toEqual([
      [sent.externalId, expect.arrayContaining([{ name: "favourites", value: 5 }])],
    ]);
    expect(await insights?.ofAccount?.()).toContainEqual({ name: "followers", value: 12 });
  });
});

describe("consent on a server of the Fediverse", () => {
  it("registers there, brings a token, and ends it", async () => {
    const callback = "http://127.0.0.1:4700/connect/back";
    const { consent } = fediverseConnector;
    const access = fediverse.access({ way: "oauth", secrets: {}, externalId: "" });
    const desk: ConsentDesk = {
      ...{ document: null, loopback: null },
      key: () => Promise.reject(new Error("servers that register programs ask for no key")),
    };
    const begun = await consent?.begin(access, { callback, state: "keadaan-1", desk });
    const page = await fetch(`${begun?.url}&as=humas`, { redirect: "manual" });
    const parameters = Object.fromEntries(new URL(page.headers.get("location") ?? "").searchParams);
    expect(parameters).toMatchObject({ state: "keadaan-1" });
    const { keep = {} } = begun ?? {};
    const fresh = await consent?.finish(access, { callback, parameters, keep });
    expect(fresh?.expiresAt).toBeNull();
    const network = fediverse.open({ secrets: fresh?.secrets });
    expect(await network.identify()).toMatchObject({ name: "Humas Kota", scopes: ["read", "write"] });
    await network.revoke?.();
    expect(await failureOf(() => network.identify())).toMatchObject({ kind: "reconnect" });
    for (const answer of [parameters, { error: "access_denied" }])
      expect(
        await failureOf(async () => consent?.finish(access, { callback, parameters: answer, keep })),
      ).toMatchObject({ kind: "reconnect" });
  });

  it("cannot end a token that another application was given", () => {
    expect(fediverse.open().revoke).toBeUndefined();
  });
});
