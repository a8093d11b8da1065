import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Access, OpenConnector } from "#connectors/ports/connector.ts";
import type { InboxItem, InboxPort } from "#connectors/ports/inbox-port.ts";
import type { PublishPort } from "#connectors/ports/publish-port.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import {
  areMailServersHere,
  debianPackages,
  type MailServers,
  mailboxes,
  openMailServers,
  password,
} from "#test/connectors/mail-servers/open-mail-servers.ts";
import { emailConnector } from "./email-connector.ts";

const isHere = areMailServersHere();
if (!isHere)
  console.warn(
    `Dovecot and OpenSMTPD are not installed, or this is not root (apt-get install ${debianPackages}): their test is skipped`,
  );

const [office, journalist] = mailboxes;
const ended = new AbortController();
const trusted = getCACertificates("default");
let servers: MailServers;

beforeAll(async () => {
  if (!isHere) return;
  servers = await openMailServers();
  setDefaultCACertificates([...trusted, servers.certificate]);
}, 60_000);
afterAll(async () => {
  ended.abort();
  setDefaultCACertificates(trusted);
  if (isHere) await servers.close();
});

function accessOf(address: string, more: { settings?: object; secrets?: object } = {}): Access {
  return {
    way: "password",
    settings: {
      address,
      imapHost: "localhost",
      imapPort: servers.ports.imaps,
      smtpHost: "localhost",
      smtpPort: servers.ports.smtps,
      ...more.settings,
    },
    secrets: { password, ...more.secrets },
    externalId: address,
    fetch,
    stream: fetch,
    permit: anyHost,
    now: () => new Date(),
    signal: ended.signal,
  };
}

const open = (address: string, more: Parameters<typeof accessOf>[1] = {}) =>
  portsOf(emailConnector.open(accessOf(address, more)));

function portsOf({
  inbox,
  publish,
  ...rest
}: OpenConnector): OpenConnector & { inbox: InboxPort; publish: PublishPort } {
  if (!inbox || !publish) throw new Error("a port is missing");
  return { ...rest, inbox, publish };
}

/** The next mail from somebody else, as the server pushes it. */
async function nextMail({ inbox }: { inbox: InboxPort }, from: string | null): Promise<InboxItem> {
  for await (const { change } of inbox.stream?.(from) ?? [])
    if (change?.kind === "item" && !change.item.isOurs) return change.item;
  throw new Error("nothing came");
}

describe.skipIf(!isHere)("Dovecot and OpenSMTPD", () => {
  it("carry a question to the office as it happens, and its answer back, in one thread at both ends", async () => {
    const [humas, ratna] = [open(office), open(journalist)];
    expect(await humas.identify()).toMatchObject({ handle: office });
    const { cursor } = await humas.inbox.poll(null);
    const coming = nextMail(humas, cursor);
    const question = {
      text: "Apakah wali kota hadir?",
      title: "Jumpa pers",
      media: [],
      options: { to: [office] },
    };
    const asked = await ratna.publish.send(question, "tanya");
    const heard = await coming;
    expect(heard).toMatchObject({
      kind: "mail",
      conversation: { externalId: asked.externalId, title: "Jumpa pers" },
      post: { externalId: asked.externalId, text: question.text, author: { externalId: journalist } },
    });
    const answering = nextMail(ratna, (await ratna.inbox.poll(null)).cursor);
    const answer = {
      text: "Hadir pukul sembilan.",
      media: [],
      options: {},
      replyTo: { externalId: asked.externalId },
    };
    const sent = await humas.publish.send(answer, "jawab");
    expect(await answering).toMatchObject({
      conversation: { externalId: asked.externalId, title: "Re: Jumpa pers" },
      post: { externalId: sent.externalId, text: answer.text, replyTo: { externalId: asked.externalId } },
    });
    for (const side of [humas, ratna]) {
      const thread = await side.inbox.thread?.({ externalId: sent.externalId });
      expect(thread?.map(({ externalId }) => externalId)).toEqual([asked.externalId, sent.externalId]);
    }
    expect((await humas.publish.send(answer, "jawab")).externalId).toBe(sent.externalId);
    expect(await humas.publish.lookUp(answer, "jawab", new Date())).toMatchObject({
      found: { externalId: sent.externalId },
    });
    expect(await humas.publish.lookUp(answer, "lain", new Date())).toEqual({ found: null });
  }, 60_000);

  it("take mail by STARTTLS, and refuse what they do not carry", async () => {
    const settings = { smtpPort: servers.ports.submission, smtpSecurity: "starttls" };
    const humas = open(office, { settings });
    const statement = { text: "Uji", media: [], options: { to: [journalist] } };
    expect(await humas.publish.send(statement, "starttls")).toMatchObject({ externalId: expect.any(String) });
    const elsewhere = { ...statement, options: { to: ["siapa@luar.test"] } };
    expect(await failureOf(() => humas.publish.send(elsewhere, "luar"))).toMatchObject({
      kind: "rejected",
      said: expect.stringMatching(/^5\d\d /),
    });
  }, 60_000);

  it("are believed only with a certificate that is trusted, and believe only the right password", async () => {
    const wrong = open(office, { secrets: { password: "salah" } });
    expect(await failureOf(() => wrong.identify())).toMatchObject({ kind: "reconnect" });
    const settings = { imapHost: "127.0.0.1" };
    // The certificate is for a name.
    expect(await failureOf(() => open(office, { settings }).identify())).toMatchObject({
      kind: "rejected",
      reason: "settings",
    });
  }, 60_000);
});
