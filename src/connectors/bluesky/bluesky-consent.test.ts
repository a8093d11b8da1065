import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSigningKey, publicHalf, type SigningKey } from "#connectors/dpop/signing-key.ts";
import type { Access, ConsentDesk } from "#connectors/ports/connector.ts";
import {
  openSimulatedRehearsal,
  type SimulatedRehearsal,
} from "#test/connectors/bluesky-simulator/open-simulated-rehearsal.ts";
import { failureOf } from "#test/connectors/call-failure.ts";
import { blueskyConnector } from "./bluesky-connector.ts";

let clock = Date.parse("2026-11-23T08:00:00Z");
let stage: SimulatedRehearsal;
let key: SigningKey;
beforeEach(async () => {
  stage = await openSimulatedRehearsal(() => new Date(clock));
  key = makeSigningKey();
});
afterEach(() => stage.close());

const callback = "https://humas.contoh.go.id/api/accounts/consents/return";
const id = "https://humas.contoh.go.id/oauth-client/bluesky.json";
const onMachine: ConsentDesk = {
  document: null,
  loopback: "http://127.0.0.1:7300/api/accounts/consents/loopback",
  key: async () => key,
};
const inPublic: ConsentDesk = { document: id, loopback: null, key: async () => key };

function consentPort() {
  const { consent } = blueskyConnector;
  if (!consent?.describe) throw new Error("no consent");
  return { ...consent, describe: consent.describe };
}
const accessWith = (
  secrets: Readonly<Record<string, unknown>> = {},
  identifier = stage.us.handle,
): Access => {
  const { address } = stage.simulator;
  const settings = { identifier, service: address, directory: address };
  return { ...stage.accessWith(secrets), way: "oauth", settings };
};
const openWith = (secrets: Readonly<Record<string, unknown>>) => blueskyConnector.open(accessWith(secrets));

/** The person agrees on the server's page, and is sent back. */
async function agree(page: string, answer: "allow" | "deny" = "allow"): Promise<Record<string, string>> {
  const url = new URL(page);
  const { handle, password } = stage.us;
  const body = new URLSearchParams({
    request_uri: url.searchParams.get("request_uri") ?? "",
    ...{ handle, password, answer },
  });
  const back = await fetch(url, { method: "POST", body, redirect: "manual" });
  return Object.fromEntries(new URL(back.headers.get("location") ?? "").searchParams);
}

async function begin(desk = onMachine) {
  const { describe: document, begin: first } = consentPort();
  const home = "https://humas.contoh.go.id";
  stage.simulator.consent.programs.set(id, document({ id, home, callback, key: publicHalf(key) }));
  return first(accessWith(), { callback, state: "keadaan", desk });
}

async function connected(desk = onMachine) {
  const { url, keep } = await begin(desk);
  const parameters = await agree(url);
  const fresh = await consentPort().finish(accessWith(), { callback, parameters, keep });
  return { ...fresh, parameters, keep };
}

describe("consent on the account's own server", () => {
  it.each([
    ["by the document at the desk's address, and a signature", inPublic],
    ["on the person's own machine, without a name", onMachine],
  ])("is given %s, and what is said with it stands there", async (_, desk) => {
    const { secrets, expiresAt, parameters } = await connected(desk);
    expect(parameters["state"]).toBe("keadaan");
    expect(expiresAt?.getTime()).toBe(clock + 3_600_000);
    const network = openWith(secrets);
    expect(await network.identify()).toMatchObject({
      externalId: stage.us.did,
      handle: stage.us.handle,
      scopes: ["atproto", "transition:generic", "transition:chat.bsky"],
    });
    await network.publish?.send({ text: "Lewat persetujuan", media: [], options: {} }, "setuju");
    expect(await stage.countPosts("Lewat persetujuan")).toBe(1);
    await stage.someoneSays(`@${stage.handle} halo`);
    expect((await network.inbox?.poll(null))?.changes).toMatchObject([{ kind: "item" }]);
  });

  it("asks once more where the server changed its nonce, and says what it says once", async () => {
    const { secrets } = await connected();
    const network = openWith(secrets);
    await network.identify();
    stage.simulator.consent.nonce = "nonce-2";
    const before = stage.simulator.network.calls.length;
    await network.publish?.send({ text: "Nonce baru", media: [], options: {} }, "nonce");
    expect(await stage.countPosts("Nonce baru")).toBe(1);
    const calls = stage.simulator.network.calls.slice(before);
    expect(calls.filter((call) => call === "com.atproto.repo.applyWrites")).toHaveLength(2);
    // From then on the nonce is known, also to what is opened anew.
    const again = stage.simulator.network.calls.length;
    await openWith(secrets).insights?.ofAccount?.();
    expect(stage.simulator.network.calls.slice(again)).toEqual(["app.bsky.actor.getProfile"]);
  });

  it("is worth nothing without its key, or for another call than the one that was proven", async () => {
    const { secrets } = await connected();
    const stolen = { ...secrets, key: makeSigningKey() };
    expect(await failureOf(() => openWith(stolen).identify())).toEqual({
      kind: "reconnect",
      cause: "revoked",
    });
    const headers = { authorization: `Bearer ${String(secrets["accessToken"])}` };
    const address = `${stage.simulator.address}/xrpc/com.atproto.server.getSession`;
    expect((await fetch(address, { headers })).ok).toBe(false);
  });

  it("is not taken from another server, not twice, and not with another verifier", async () => {
    const finish = (keep: Readonly<Record<string, unknown>>, parameters: Record<string, string>) =>
      failureOf(() => consentPort().finish(accessWith(), { callback, parameters, keep }));
    const revoked = { kind: "reconnect", cause: "revoked" };
    stage.simulator.consent.falseIssuer = "https://pencuri.contoh";
    const first = await begin();
    expect(await finish(first.keep, await agree(first.url))).toEqual(revoked);
    stage.simulator.consent.falseIssuer = undefined;
    const { parameters, keep } = await connected();
    expect(await finish(keep, parameters)).toEqual(revoked);
    const second = await begin();
    const forged = { ...second.keep, verifier: "bukan-yang-tadi" };
    expect(await finish(forged, await agree(second.url))).toEqual(revoked);
    const third = await begin();
    expect((await agree(third.url, "deny"))["error"]).toBe("access_denied");
    expect(await finish(third.keep, {})).toEqual(revoked);
  });

  it("by somebody else, or for less than is needed, is refused", async () => {
    const other = await begin();
    const strange = { ...other.keep, did: stage.citizen.did };
    const parameters = await agree(other.url);
    expect(
      await failureOf(() => consentPort().finish(accessWith(), { callback, parameters, keep: strange })),
    ).toEqual({ kind: "reconnect", cause: "revoked" });
    stage.simulator.consent.withheld.add("transition:generic");
    expect(await failureOf(() => connected())).toEqual({ kind: "reconnect", cause: "missing_scope" });
  });

  it("is renewed with new tokens for old, and ends when an old one is used again or it was withdrawn", async () => {
    const { secrets } = await connected(inPublic);
    clock += 3_600_001;
    // What has ended is not even tried: whoever renews it has the word.
    expect(await failureOf(() => openWith(secrets).identify())).toEqual({ kind: "retry" });
    const fresh = await openWith(secrets).refresh?.();
    expect(fresh?.expiresAt?.getTime()).toBe(clock + 3_600_000);
    expect(await openWith(fresh?.secrets ?? {}).identify()).toMatchObject({ externalId: stage.us.did });
    const again = failureOf(async () => openWith(secrets).refresh?.());
    expect(await again).toEqual({ kind: "reconnect", cause: "revoked" });
    expect(await failureOf(() => openWith(fresh?.secrets ?? {}).identify())).toEqual({
      kind: "reconnect",
      cause: "revoked",
    });
    const other = await connected();
    await openWith(other.secrets).revoke?.();
    expect(await failureOf(() => openWith(other.secrets).identify())).toEqual({
      kind: "reconnect",
      cause: "revoked",
    });
  });

  it("is not begun for a name that nobody has, whose document names another, or from a desk nobody reaches", async () => {
    const beginAs = (identifier: string, desk = onMachine) =>
      failureOf(() => consentPort().begin(accessWith({}, identifier), { callback, state: "x", desk }));
    expect(await beginAs("tidak.ada.test")).toEqual({ kind: "gone" });
    expect(await beginAs("did:example:123")).toEqual({ kind: "gone" });
    expect(await beginAs(stage.us.handle, { ...onMachine, loopback: null })).toMatchObject({
      kind: "rejected",
    });
    const lying: typeof fetch = async (input, init) =>
      String(input).includes("resolveHandle")
        ? Response.json({ did: stage.citizen.did })
        : fetch(input, init);
    const access = { ...accessWith(), fetch: lying };
    expect(
      await failureOf(() => consentPort().begin(access, { callback, state: "x", desk: onMachine })),
    ).toEqual({ kind: "gone" });
  });

  it("survives every page that is no answer", async () => {
    for (const body of ["<html>", "null", "[]", '{"authorization_servers":[7]}', "x".repeat(100_000)]) {
      const access = { ...accessWith(), fetch: async () => new Response(body) };
      const begun = consentPort().begin(access, { callback, state: "x", desk: onMachine });
      expect(await failureOf(() => begun), body.slice(0, 20)).toEqual({ kind: "retry" });
      const { keep } = await begin();
      const parameters = { code: "a", iss: stage.simulator.address };
      const ended = consentPort().finish(access, { callback, parameters, keep });
      expect(await failureOf(() => ended), body.slice(0, 20)).toEqual({ kind: "retry" });
    }
  });
});
