import { afterEach, describe, expect, it } from "vitest";
import type { Access, ConsentDesk } from "#connectors/ports/connector.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { application, openConsentServer } from "#test/connectors/mail-simulator/consent-server.ts";
import {
  type MailSimulator,
  office,
  openMailSimulator,
} from "#test/connectors/mail-simulator/open-mail-simulator.ts";
import { createEmailConnector } from "./email-connector.ts";
import type { EmailSettings } from "./mail-settings.ts";
import { mailVendors } from "./mail-vendors.ts";

const now = new Date("2026-11-23T02:00:00Z");
const callback = "https://meja.kota.test/api/accounts/consents/return";
let opened: MailSimulator | undefined;
afterEach(async () => opened?.close());

/** A vendor's mailbox whose servers are in this process. */
async function vendor(way: "google" | "microsoft") {
  opened = await openMailSimulator(() => now);
  const server = openConsentServer({ accessToken: "token-akses" });
  const simulated = opened.access();
  const { imapHost, imapPort, imapSecurity, smtpHost, smtpPort, smtpSecurity } =
    simulated.settings as EmailSettings;
  const real = mailVendors[way];
  if (!real) throw new RangeError(way);
  const servers = { imapHost, imapPort, imapSecurity, smtpHost, smtpPort, smtpSecurity };
  const connector = createEmailConnector({ [way]: { ...real, servers } });
  const { consent } = connector;
  if (!consent) throw new Error("it asks for no consent");
  const access: Access = {
    ...simulated,
    way,
    settings: { address: office, name: "Humas Kota", clientId: application.clientId, tenant: "kota.test" },
    secrets: { clientSecret: application.clientSecret },
    externalId: "",
    fetch: server.fetch,
  };
  const begin = () => consent.begin(access, { callback, state: "keadaan", desk });
  const finish = (parameters: Record<string, string>, keep: Readonly<Record<string, unknown>>) =>
    consent.finish(access, { callback, parameters, keep });
  return { server, connector, access, begin, finish };
}

const desk: ConsentDesk = {
  document: null,
  loopback: null,
  key: () => Promise.reject(new Error("no key is asked for")),
};

describe.each(["google", "microsoft"] as const)("a mailbox at %s", (way) => {
  it("is opened by consent to the office's own application, with PKCE, and renewed by the desk itself", async () => {
    const { server, connector, access, begin, finish } = await vendor(way);
    const { url, keep } = await begin();
    const fresh = await finish(server.agree(url), keep);
    expect(fresh.expiresAt).toEqual(new Date(now.getTime() + 3_600_000));
    const open = connector.open({ ...access, secrets: fresh.secrets });
    expect(await open.identify()).toMatchObject({ externalId: office, handle: office, name: "Humas Kota" });
    const renewed = await open.refresh?.();
    expect(renewed?.secrets["refreshToken"]).not.toBe(fresh.secrets["refreshToken"]);
    const again = connector.open({ ...access, secrets: renewed?.secrets ?? {} });
    expect(await again.identify()).toMatchObject({ externalId: office });
  });

  it("keeps nothing of a consent that is for less, or for a while only", async () => {
    const { server, begin, finish } = await vendor(way);
    server.give({ scope: "openid" });
    const less = await begin();
    expect(await failureOf(() => finish(server.agree(less.url), less.keep))).toEqual({
      kind: "reconnect",
      cause: "missing_scope",
    });
    server.give({ isLasting: false });
    const short = await begin();
    expect(await failureOf(() => finish(server.agree(short.url), short.keep))).toEqual({
      kind: "reconnect",
      cause: "missing_scope",
    });
  });

  it("takes a code once, and from nobody else's consent", async () => {
    const { server, begin, finish } = await vendor(way);
    const [first, second] = [await begin(), await begin()];
    const answer = server.agree(first.url);
    const refused = { kind: "reconnect", cause: "revoked" };
    expect(await failureOf(() => finish(answer, second.keep))).toEqual(refused);
    expect(await failureOf(() => finish(answer, first.keep))).toEqual(refused);
    expect(await failureOf(() => finish({ error: "access_denied" }, first.keep))).toEqual(refused);
  });
});

describe("what each vendor is asked", () => {
  it("names the servers, the permissions and the directory that they want", async () => {
    const google = new URL((await (await vendor("google")).begin()).url);
    expect(google.origin + google.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
    expect(Object.fromEntries(google.searchParams)).toMatchObject({
      scope: "https://mail.google.com/",
      access_type: "offline",
      prompt: "consent",
      login_hint: office,
      redirect_uri: callback,
    });
    await opened?.close();
    const microsoft = new URL((await (await vendor("microsoft")).begin()).url);
    expect(microsoft.href).toContain("https://login.microsoftonline.com/kota.test/oauth2/v2.0/authorize?");
    expect(microsoft.searchParams.get("scope")).toBe(
      "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
    );
  });

  it("gives access back where the vendor has a place for it, once or twice", async () => {
    const { server, connector, access, begin, finish } = await vendor("google");
    const { url, keep } = await begin();
    const { secrets } = await finish(server.agree(url), keep);
    const open = connector.open({ ...access, secrets });
    expect(server.refreshTokens.size).toBe(1);
    await open.revoke?.();
    await open.revoke?.();
    expect(server.refreshTokens.size).toBe(0);
    expect(await failureOf(async () => open.refresh?.())).toEqual({ kind: "reconnect", cause: "revoked" });
    await opened?.close();
    const other = await vendor("microsoft");
    const kept = { ...other.access, secrets: { ...secrets } };
    expect(other.connector.open(kept).revoke).toBeUndefined();
  });
});
