import { afterEach, describe, expect, it } from "vitest";
import type { InboxItem } from "#connectors/ports/inbox-port.ts";
import { putMail, renumber } from "#test/connectors/mail-simulator/mail-store.ts";
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

async function mailbox(settings: object = {}) {
  const simulator = await openMailSimulator(() => now);
  opened = simulator;
  const { inbox, publish } = emailConnector.open(simulator.access({ settings }));
  if (!inbox || !publish) throw new Error("a port is missing");
  const readOn = async (from: string | null) => {
    const items: InboxItem[] = [];
    let cursor = from;
    let pages = 0;
    for (let hasMore = true; hasMore; pages += 1) {
      const page = await inbox.poll(cursor);
      items.push(...page.changes.flatMap((change) => (change.kind === "item" ? [change.item] : [])));
      ({ cursor, hasMore } = page);
    }
    return { items, cursor, pages };
  };
  return { simulator, inbox, publish, readOn };
}

const ids = (items: readonly InboxItem[]): string[] => items.map(({ post }) => post.externalId);
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

describe("the mailbox", () => {
  it("is read from the last week on, then from where it was, in pages, over all its folders", async () => {
    const { simulator, readOn } = await mailbox({ folders: ["Pengaduan"] });
    simulator.receive({ text: "lama", at: ago(30) });
    const first = Array.from({ length: 70 }, (_, at) =>
      simulator.receive({ text: `surat ${at}`, at: ago(3), folder: at % 10 === 0 ? "Pengaduan" : "INBOX" }),
    );
    const { items, cursor, pages } = await readOn(null);
    expect(ids(items).toSorted()).toEqual(first.toSorted());
    expect(pages).toBe(2);
    const late = simulator.receive({ text: "baru", folder: "Pengaduan" });
    expect(ids((await readOn(cursor)).items)).toEqual([late]);
  });

  it("is left as it was: nothing counts as read", async () => {
    const { simulator, readOn } = await mailbox();
    simulator.receive({ text: "halo" });
    await readOn(null);
    expect([...(simulator.store.folders.get("INBOX")?.mails[0]?.flags ?? [])]).toEqual([]);
    expect(simulator.commands).not.toContain("SELECT");
  });

  it("loses nothing when its server numbers all mails anew, or when the place is no place", async () => {
    const { simulator, readOn } = await mailbox();
    const one = simulator.receive({ text: "satu", at: ago(2) });
    const { cursor } = await readOn(null);
    renumber(simulator.store, "INBOX");
    const two = simulator.receive({ text: "dua" });
    expect(ids((await readOn(cursor)).items)).toEqual([one, two]);
    for (const broken of ["", "{}", "null", '{"INBOX":["x",1,1]}', "a".repeat(10_000)])
      expect(ids((await readOn(broken)).items)).toEqual([one, two]);
  });

  it("says when a folder of the settings is gone, instead of passing it over", async () => {
    const { inbox } = await mailbox({ folders: ["Tidak ada"] });
    await expect(inbox.poll(null)).rejects.toMatchObject({
      failure: { kind: "rejected", reason: "settings", said: "Tidak ada" },
    });
  });

  it("holds dates to when mails arrived", async () => {
    const { simulator, readOn } = await mailbox();
    simulator.receive({ text: "masa depan", headers: { Date: "Fri, 31 Dec 9999 00:00:00 +0000" } });
    simulator.receive({ text: "tanpa tanggal", headers: { Date: "kemarin" } });
    const { items } = await readOn(null);
    for (const { post } of items) expect(post.publishedAt).toEqual(now);
  });

  it("goes on where a stream broke, and hears what comes meanwhile", async () => {
    const { simulator, inbox } = await mailbox();
    simulator.receive({ text: "satu" });
    const events = inbox.stream?.(null)[Symbol.asyncIterator]();
    const first = await events?.next();
    // The place behind the first, then silence until the next arrives.
    const passed = await events?.next();
    const next = events?.next();
    const two = simulator.receive({ text: "dua" });
    expect((await next)?.value).toMatchObject({ change: { item: { post: { externalId: two } } } });
    await events?.return?.();
    expect([first, passed].map((one) => one?.value?.change?.kind)).toEqual(["item", undefined]);
  });
});

describe("an attachment", () => {
  const withFile = (name: string, content: string) =>
    `--b\r\nContent-Type: text/plain\r\n\r\nTerlampir.\r\n--b\r\nContent-Type: text/html; name="${name}"\r\n` +
    `Content-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
    `${Buffer.from(content).toString("base64")}\r\n--b--\r\n`;
  const mixed = { "Content-Type": 'multipart/mixed; boundary="b"' };

  it("is fetched from the mailbox when it is asked for, and never that of another mail", async () => {
    const { simulator, inbox, readOn } = await mailbox();
    const id = simulator.receive({ text: withFile("laporan.pdf", "isi laporan"), headers: mixed });
    simulator.receive({
      text: withFile("laporan.pdf", "isi palsu yang lebih panjang"),
      from: "jahat@x.test",
      headers: { ...mixed, "Message-ID": `<${id}>` },
    });
    const items = (await readOn(null)).items;
    const first = items.find(({ post }) => post.externalId === id)?.post;
    const [media] = first?.media ?? [];
    if (!media || !inbox.fetchAttachment) throw new Error("no attachment");
    const bytes = await inbox.fetchAttachment({ externalId: id }, media, 1_000);
    expect(Buffer.from(bytes).toString()).toBe("isi laporan");
    const asked = (message: string, file: object, most = 1_000) =>
      inbox.fetchAttachment?.({ externalId: message }, { ...media, ...file }, most);
    await expect(asked(id, {}, 3)).rejects.toMatchObject({ failure: { reason: "media_size" } });
    for (const url of ["mid:x/part-2", "mid:x/part-0", "mid:x", "https://x.test/part-1x"])
      await expect(asked(id, { url })).rejects.toMatchObject({ failure: { kind: "gone" } });
    await expect(asked(id, { bytes: 5 })).rejects.toMatchObject({ failure: { kind: "gone" } });
    await expect(asked("hilang@x.test", {})).rejects.toMatchObject({ failure: { kind: "gone" } });
  });
});

describe("where a mail belongs", () => {
  it("is told by references, by the mail that it answers, or by its subject with the same correspondent", async () => {
    const { simulator, readOn } = await mailbox();
    const at = (minute: number) => ({ at: new Date(now.getTime() - (60 - minute) * 60_000) });
    const root = simulator.receive({ text: "awal", subject: "Banjir", ...at(0) });
    const second = simulator.receive({ text: "kedua", headers: { "In-Reply-To": `<${root}>` }, ...at(1) });
    const third = simulator.receive({ text: "ketiga", headers: { "In-Reply-To": `<${second}>` }, ...at(2) });
    const far = simulator.receive({
      text: "x",
      headers: { References: `<${root}> <hilang@x.test>` },
      ...at(3),
    });
    const bare = simulator.receive({ text: "tanpa rujukan", subject: "Re: Bls: banjir", ...at(4) });
    const other = simulator.receive({
      text: "orang lain",
      subject: "Re: Banjir",
      from: "lain@x.test",
      ...at(5),
    });
    const { items } = await readOn(null);
    const rootOf = new Map(items.map(({ post, conversation }) => [post.externalId, conversation.externalId]));
    for (const id of [root, second, third, far, bare]) expect(rootOf.get(id), id).toBe(root);
    expect(rootOf.get(other)).toBe(other);
  });

  it("is, of a mail that came back, the conversation of the mail that we sent", async () => {
    const { simulator, readOn } = await mailbox();
    simulator.receive({
      from: "MAILER-DAEMON@mx.test",
      headers: { "Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"' },
      text: "--b\nContent-Type: text/plain\n\nTidak sampai.\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <kita@kota.test>\nReferences: <awal@x.test>\n--b--",
    });
    const { items } = await readOn(null);
    expect(items).toMatchObject([
      {
        automatic: "bounce",
        conversation: { externalId: "awal@x.test" },
        post: { text: "Tidak sampai.", replyTo: { externalId: "kita@kota.test", rootId: "awal@x.test" } },
      },
    ]);
  });
});

describe("a mail that pretends", () => {
  it("to be ours is none of ours, and one with another's id changes nothing of it", async () => {
    const { simulator, publish, readOn } = await mailbox();
    await publish.send({ text: "Jawaban resmi", media: [], options: { to: [citizen] } }, "m1");
    const ours = idOfMark("m1", office);
    simulator.receive({ text: "Jawaban palsu", from: office, headers: { "Message-ID": `<${ours}>` } });
    const first = simulator.receive({ text: "asli" });
    simulator.receive({ text: "palsu", from: "jahat@x.test", headers: { "Message-ID": `<${first}>` } });
    const { items } = await readOn(null);
    const said = items.map(({ post, isOurs }) => [post.text, isOurs, post.externalId]);
    expect(said).toContainEqual(["Jawaban resmi", true, ours]);
    expect(said).toContainEqual(["asli", false, first]);
    const forged = said.filter(([text]) => String(text).includes("palsu"));
    expect(forged).toHaveLength(2);
    for (const [, isOurs, id] of forged) {
      expect(isOurs).toBe(false);
      expect(id).toMatch(/^no-id\./);
    }
  });

  it("and the copy of a mail of ours is not a second one", async () => {
    const { simulator, publish, readOn } = await mailbox({ copyToSelf: true });
    await publish.send({ text: "Pengumuman", media: [], options: {} }, "m1");
    expect(simulator.store.folders.get("INBOX")?.mails).toHaveLength(1);
    const { items } = await readOn(null);
    expect(items.map(({ isOurs }) => isOurs)).toEqual([true]);
  });

  it("keeps an id also where it has none", async () => {
    const { simulator, readOn } = await mailbox();
    const raw = Buffer.from(`From: ${citizen}\r\nSubject: Halo\r\n\r\nTanpa id\r\n`);
    putMail(simulator.store, "INBOX", raw, now);
    const [one] = (await readOn(null)).items;
    renumber(simulator.store, "INBOX");
    const [again] = (await readOn(null)).items;
    expect(one?.post.externalId).toMatch(/^no-id\./);
    expect(again?.post.externalId).toBe(one?.post.externalId);
  });
});
