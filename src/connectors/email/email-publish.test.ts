import { generateKeyPairSync } from "node:crypto";
import PostalMime from "postal-mime";
import { afterEach, describe, expect, it } from "vitest";
import type { Statement } from "#connectors/ports/publish-port.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { putMail } from "#test/connectors/mail-simulator/mail-store.ts";
import {
  citizen,
  type MailSimulator,
  office,
  openMailSimulator,
} from "#test/connectors/mail-simulator/open-mail-simulator.ts";
import { emailConnector } from "./email-connector.ts";
import { idOfMark } from "./message-ids.ts";

const now = new Date("2026-11-20T03:00:00Z");
let opened: MailSimulator | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function mailbox(
  settings: object = {},
  more: { secrets?: object; answerRecipient?: (address: string) => string | null } = {},
) {
  const simulator = await openMailSimulator(() => now, more.answerRecipient);
  opened = simulator;
  const { publish } = emailConnector.open(simulator.access({ settings, secrets: more.secrets ?? {} }));
  if (!publish) throw new Error("a port is missing");
  const sent = async () => {
    const last = simulator.store.outside.at(-1);
    return {
      to: last?.to,
      raw: last?.raw.toString("latin1") ?? "",
      mail: await PostalMime.parse(last?.raw ?? ""),
    };
  };
  const inFolder = (name: string) => simulator.store.folders.get(name)?.mails ?? [];
  return { simulator, publish, sent, inFolder };
}

const say = (text: string, more: Partial<Statement> = {}): Statement => ({
  text,
  media: [],
  options: {},
  ...more,
});

describe("an answer", () => {
  it("goes to whom the mail asks for, in its thread, with a copy among the sent mail and no draft left", async () => {
    const { simulator, publish, sent, inFolder } = await mailbox();
    const asked = simulator.receive({
      text: "Kapan?",
      subject: "Jam layanan",
      headers: { "Reply-To": "Sekretaris <sekretaris@contoh.test>", References: "<awal@x.test>" },
    });
    const { externalId } = await publish.send(
      say("Pukul delapan.", { replyTo: { externalId: asked } }),
      "m1",
    );
    const { to, mail } = await sent();
    expect(to).toBe("sekretaris@contoh.test");
    expect(mail).toMatchObject({
      from: { name: "Humas Kota", address: office },
      subject: "Re: Jam layanan",
      inReplyTo: `<${asked}>`,
      references: `<awal@x.test> <${asked}>`,
      messageId: `<${externalId}>`,
    });
    expect(mail.headers.some(({ key }) => key === "auto-submitted")).toBe(false);
    expect(inFolder("Sent")).toHaveLength(1);
    expect(inFolder("Drafts")).toHaveLength(0);
  });

  it("says so when no person wrote it, and never goes to what a machine wrote", async () => {
    const { simulator, publish, sent } = await mailbox();
    const asked = simulator.receive({ text: "Kapan?" });
    const automatic = { isAutomatic: true };
    await publish.send(say("Kami terima.", { replyTo: { externalId: asked }, options: automatic }), "m1");
    expect((await sent()).raw).toContain("Auto-Submitted: auto-replied");
    const absent = simulator.receive({ text: "Cuti", headers: { "Auto-Submitted": "auto-replied" } });
    const list = simulator.receive({ text: "Milis", headers: { "List-Id": "<a.b>" } });
    const refused = { kind: "rejected", reason: "replies_closed" };
    for (const [externalId, options] of [
      [absent, {}],
      [absent, automatic],
      [list, automatic],
    ] as const)
      expect(
        await failureOf(() => publish.send(say("x", { replyTo: { externalId }, options }), "m2")),
      ).toEqual(refused);
    // A person may answer what a person wrote to a list.
    await publish.send(say("Baik.", { replyTo: { externalId: list } }), "m3");
    expect((await sent()).to).toBe(citizen);
  });

  it("to a mail that is gone is refused, unless it is said whom it goes to", async () => {
    const { publish, sent } = await mailbox();
    const replyTo = { externalId: "hilang@x.test", rootId: "awal@x.test" };
    expect(await failureOf(() => publish.send(say("x", { replyTo }), "m1"))).toEqual({ kind: "gone" });
    await publish.send(say("x", { replyTo, options: { to: ["ratna@warta.test"] } }), "m1");
    expect((await sent()).mail).toMatchObject({
      inReplyTo: "<hilang@x.test>",
      references: "<awal@x.test> <hilang@x.test>",
    });
  });
});

describe("a mail of ours", () => {
  it("is signed with DKIM where the office has a key", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const settings = { dkimDomain: "kota.test", dkimSelector: "gaung" };
    // A form of one line has no line breaks.
    const { publish, sent } = await mailbox(settings, { secrets: { dkimKey: pem.replaceAll("\n", " ") } });
    await publish.send(say("Pengumuman"), "m1");
    expect((await sent()).raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; .*d=kota\.test;[\s\S]*s=gaung;/);
    const broken = emailConnector.open(
      opened?.access({ settings, secrets: { dkimKey: "bukan kunci" } }) ?? never(),
    );
    expect(await failureOf(async () => broken.publish?.send(say("x"), "m2"))).toMatchObject({
      kind: "rejected",
      reason: "settings",
    });
  });

  it("holds nothing that becomes a header of its own", async () => {
    const { simulator, publish, sent } = await mailbox();
    const asked = simulator.receive({ text: "x", subject: "=?utf-8?Q?Halo=0D=0ABcc:_jahat@x.test?=" });
    await publish.send(say("x", { replyTo: { externalId: asked } }), "m1");
    await publish.send(say("x", { title: "Siaran\r\nBcc: jahat@x.test" }), "m2");
    expect((await sent()).mail.bcc).toBeUndefined();
    expect(simulator.store.outside.map(({ to }) => to)).toEqual([citizen, "wartawan@milis.test"]);
  });

  it("that was begun and of which nobody can tell stays so, until its copy is found", async () => {
    const { simulator, publish, inFolder } = await mailbox();
    simulator.troubles.push({ kind: "answer_lost" });
    expect(await failureOf(() => publish.send(say("Penting"), "m1"))).toEqual({ kind: "unknown" });
    expect(inFolder("Drafts")).toHaveLength(1);
    expect(await publish.lookUp(say("Penting"), "m1", now)).toEqual({ found: "cannot_tell" });
    const [draft] = inFolder("Drafts");
    putMail(simulator.store, "Sent", draft?.raw ?? Buffer.alloc(0), now);
    expect(await publish.lookUp(say("Penting"), "m1", now)).toEqual({
      found: { externalId: idOfMark("m1", office), url: null },
    });
    expect(inFolder("Drafts")).toHaveLength(0);
  });

  it.each([
    [
      "550 5.1.1 no such user",
      { kind: "rejected", reason: "other", said: expect.stringContaining("no such user") },
    ],
    ["550 5.7.1 blocked", { kind: "rejected", reason: "policy" }],
    ["552 5.3.4 message too large", { kind: "rejected", reason: "media_size" }],
    ["451 4.7.1 greylisted, come back", { kind: "retry" }],
    [
      "450 4.2.1 rate limit exceeded, try again in 5 minutes",
      { kind: "rate_limited", until: new Date(now.getTime() + 300_000) },
    ],
  ])("that the server answers with %s leaves nothing behind", async (answer, failure) => {
    const { publish, inFolder } = await mailbox({}, { answerRecipient: () => answer });
    expect(await failureOf(() => publish.send(say("x"), "m1"))).toMatchObject(failure);
    expect(inFolder("Drafts")).toHaveLength(0);
    expect(await publish.lookUp(say("x"), "m1", now)).toEqual({ found: null });
  });
});

describe("a mailbox with tokens", () => {
  it("is opened with one that is fetched, and says what came of it", async () => {
    const simulator = await openMailSimulator(() => now);
    opened = simulator;
    const asked: string[] = [];
    let answer = () =>
      Response.json({ access_token: "token-akses", refresh_token: "baru", expires_in: 3_600 });
    const access = {
      ...simulator.access({ settings: { tokenUrl: "https://token.test/", clientId: "gaung" } }),
      way: "token",
      secrets: { refreshToken: "lama" },
      fetch: async (_input: unknown, init?: RequestInit) => {
        asked.push(String(init?.body));
        return answer();
      },
    };
    const network = emailConnector.open(access);
    expect(await network.identify()).toMatchObject({ handle: office });
    expect(asked).toEqual(["grant_type=refresh_token&refresh_token=lama&client_id=gaung"]);
    expect(await network.refresh?.()).toEqual({
      secrets: {
        refreshToken: "baru",
        accessToken: "token-akses",
        accessEndsAt: now.getTime() + 3_600_000,
      },
      expiresAt: new Date(now.getTime() + 3_600_000),
    });
    answer = () => Response.json({ error: "invalid_grant" }, { status: 400 });
    const lost = emailConnector.open(access);
    expect(await failureOf(() => lost.identify())).toEqual({ kind: "reconnect", cause: "revoked" });
    answer = () => new Response("<html>", { status: 200 });
    const strange = emailConnector.open(access);
    expect(await failureOf(() => strange.identify())).toEqual({ kind: "retry" });
  });
});

describe("a server that is not to be reached", () => {
  it("is not reached: addresses inside are for those that the settings of the house name", async () => {
    const simulator = await openMailSimulator(() => now);
    opened = simulator;
    const access = simulator.access();
    const { imapPort, smtpPort } = access.settings as { imapPort: number; smtpPort: number };
    const guarded = createNetworkFetch({ userAgent: "Gaung/test" });
    const inside = emailConnector.open({ ...access, permit: guarded.permit });
    expect(await failureOf(() => inside.identify())).toMatchObject({ kind: "rejected", reason: "settings" });
    expect(simulator.commands).toEqual([]);
    for (const [host, port] of [
      ["2130706433", 993],
      ["127.1", 993],
      ["::1", 993],
      ["169.254.169.254", 993],
      ["93.184.216.34", 6379],
      ["93.184.216.34", 80],
    ] as const)
      await expect(guarded.permit(host, port)).rejects.toMatchObject({ kind: "refused_address" });
    const listed = createNetworkFetch({
      userAgent: "Gaung/test",
      allowedPrivateHosts: [`127.0.0.1:${imapPort}`, `127.0.0.1:${smtpPort}`],
    });
    const named = emailConnector.open({ ...access, permit: listed.permit });
    expect(await named.identify()).toMatchObject({ externalId: office, expiresAt: null });
    await Promise.all([guarded.close(), listed.close()]);
  });

  it("by name leads nowhere but to the addresses that were checked", async () => {
    const simulator = await openMailSimulator(() => now);
    opened = simulator;
    const { imapPort } = simulator.access().settings as { imapPort: number };
    const network = createNetworkFetch({
      userAgent: "Gaung/test",
      allowedPrivateHosts: [`mail.kantor.test:${imapPort}`],
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    const settings = { imapHost: "mail.kantor.test" };
    const { inbox } = emailConnector.open({ ...simulator.access({ settings }), permit: network.permit });
    expect(await inbox?.poll(null)).toMatchObject({ changes: [] });
    await network.close();
  });
});

const never = (): never => {
  throw new Error("no mailbox is open");
};
