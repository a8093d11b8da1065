import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { Account } from "../../contract/accounts.ts";
import { withAccounts } from "../account-tables.ts";
import { itemOf } from "./inbox-samples.ts";
import { storeChanges } from "./store-changes.ts";

const now = new Date("2026-11-20T02:00:00Z");
let fake: ServedFakeNetwork;
let run: TestDesk;
let officer: Caller;
let viewer: Caller;
let accountId: string;
let png: Buffer;

beforeAll(async () => {
  png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#aa3322" } })
    .png()
    .toBuffer();
  fake = await serveFakeNetwork(() => now);
  run = await testDesk(now, { GAUNG_ALLOWED_PRIVATE_HOSTS: new URL(fake.address).host });
  officer = await run.signIn("owner");
  viewer = await run.signIn("viewer", officer.workspaceId);
  const us = openAccount(fake.network, "humas.berkas", "Humas");
  const answer = await officer.call("POST", "/accounts", {
    network: "fake",
    way: "token",
    settings: { server: fake.address },
    secrets: { token: us.token },
  });
  accountId = Account.parse(await answer.json()).id;
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
  await fake.stop();
});

let serial = 0;
/** Somebody sends us a file. @returns where the desk gives it */
async function received(
  content: Buffer | null,
  { isPrivate = false, url }: { isPrivate?: boolean; url?: string } = {},
): Promise<string> {
  serial += 1;
  const id = `f${serial}`;
  if (content)
    fake.network.files.push({ id, mediaType: "image/png", size: 0, content: content.toString("base64") });
  const account = { id: accountId, workspace_id: officer.workspaceId };
  const media = [
    { kind: "image" as const, url: url ?? `${fake.address}/media/${id}`, name: "foto <warga>.png" },
  ];
  const item = itemOf({ externalId: `berkas-${serial}`, media, isPrivate });
  await run.desk.db.transaction().execute((tx) => storeChanges(tx, account, [{ kind: "item", item }], now));
  const message = await withAccounts(run.desk.db)
    .selectFrom("accounts.message")
    .select(["id", "conversation_id"])
    .where("external_id", "=", `berkas-${serial}`)
    .executeTakeFirstOrThrow();
  return `/conversations/${message.conversation_id}/messages/${message.id}/files/0`;
}

const problemOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as { detail: string }).detail,
];

describe("a file that somebody sent", () => {
  it("is fetched when somebody opens it, only to be saved, and who opened it is on record without its name", async () => {
    const address = await received(png);
    const answer = await viewer.call("POST", address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="foto warga\.png"/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
    const audit = await (await officer.call("GET", "/audit?limit=50")).text();
    expect(audit).toContain("attachment.opened");
    expect(audit).not.toContain("foto");
  });

  it("is shown only as a picture that was drawn anew from its pixels", async () => {
    const withTail = Buffer.concat([png, Buffer.from("<script>alert(1)</script>")]);
    const answer = await viewer.call("POST", `${await received(withTail)}?as=picture`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await answer.arrayBuffer()).toString("latin1")).not.toContain("script");
    for (const content of [
      "<svg xmlns='http://www.w3.org/2000/svg'/>",
      "<!doctype html><script>1</script>",
    ]) {
      const given = await received(Buffer.from(content));
      const [status, words] = await problemOf(await viewer.call("POST", `${given}?as=picture`));
      expect([status, words]).toEqual([422, expect.stringContaining("bukan gambar")]);
      const saved = await viewer.call("POST", given);
      expect(saved.headers.get("content-type")).toBe("application/octet-stream");
    }
    const broken = await received(png.subarray(0, 50));
    expect((await viewer.call("POST", `${broken}?as=picture`)).status).toBe(422);
  });

  it("is for whoever may read its conversation, and for nobody of another office", async () => {
    const address = await received(png, { isPrivate: true });
    expect((await viewer.call("POST", address)).status).toBe(404);
    expect((await officer.call("POST", address)).status).toBe(200);
    expect((await (await run.signIn("owner")).call("POST", address)).status).toBe(404);
    expect((await run.nobody.call("POST", address)).status).toBe(401);
    expect((await officer.call("POST", address.replace(/0$/, "7"))).status).toBe(404);
    expect((await officer.call("POST", address.replace(/0$/, "x"))).status).toBe(422);
  });

  it("that is gone, too large, or inside our own network is not given, and the answer says why", async () => {
    const gone = await received(null);
    expect(await problemOf(await officer.call("POST", gone))).toEqual([
      404,
      expect.stringContaining("sudah tidak ada"),
    ]);
    const large = await received(Buffer.alloc(25 * 1024 * 1024 + 1));
    expect((await officer.call("POST", large)).status).toBe(413);
    const inside = await received(null, { url: "http://169.254.169.254/latest/meta-data/" });
    expect((await officer.call("POST", inside)).status).toBe(503);
    const unreachable = await received(null, { url: "urn:jaringan:berkas:1" });
    expect(await problemOf(await officer.call("POST", unreachable))).toEqual([
      422,
      expect.stringContaining("tidak memberikan"),
    ]);
  });

  it("of the practice network is named in the conversation as one that can be opened", async () => {
    const author = openAccount(fake.network, "warga.foto", "Warga");
    fake.network.files.push({
      id: "foto",
      mediaType: "image/png",
      size: 1,
      content: png.toString("base64"),
    });
    const media = [{ id: "foto", mediaType: "image/png", alt: "Jalan berlubang", size: 1 }];
    putPost(fake.network, { authorId: author.id, text: "@humas.berkas lihat ini", media }, now.getTime());
    expect((await fetch(`${fake.address}/media/foto`)).headers.get("content-type")).toBe("image/png");
    const address = await received(png);
    const conversation = await (await viewer.call("GET", address.replace(/\/messages.*/, ""))).json();
    expect(conversation).toMatchObject({ messages: [{ media: [{ canFetch: true, kind: "image" }] }] });
  });
});
