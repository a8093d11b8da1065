import { z } from "zod";
import type { WebhookCall } from "#connectors/ports/webhook-port.ts";
import { anyHost } from "#test/connectors/any-host.ts";
import { describeConformance } from "#test/connectors/describe-conformance.ts";
import type { Rehearsal, SpoiltWebhook } from "#test/connectors/rehearsal.ts";
import { fakeConnector } from "./fake-connector.ts";
import { openAccount, putPost } from "./network/fake-state.ts";
import { shownNotice } from "./network/read-routes.ts";
import { signatureOf } from "./network/send-webhooks.ts";
import { serveFakeNetwork } from "./network/serve-fake-network.ts";

const webhookSecret = "rahasia webhook latihan";
const lateSeconds = 3_600;

describeConformance(fakeConnector, openRehearsal);

/** The practice network on a port of its own, spoken to over HTTP like any other. */
async function openRehearsal(): Promise<Rehearsal> {
  const now = () => new Date();
  const { network, address, stop } = await serveFakeNetwork(now);
  const us = openAccount(network, "humas.contoh", "Humas Contoh");
  const citizen = openAccount(network, "warga", "Warga");
  const ended = new AbortController();
  const accessWith = (token: string) => ({
    way: "token",
    settings: { server: address },
    secrets: { token, webhookSecret },
    externalId: us.id,
    fetch,
    stream: fetch,
    permit: anyHost,
    now,
    signal: ended.signal,
  });
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return {
    handle: us.handle,
    access: () => accessWith(us.token),
    wrongAccess: () => accessWith("token_yang_salah"),
    someoneSays: async (text, replyTo) => {
      const answer = await post("/control", { act: "say", handle: citizen.handle, text, replyTo });
      return z.object({ id: z.string() }).parse(await answer.json()).id;
    },
    countPosts: async (text) => network.posts.filter((one) => one.text === text && !one.isRemoved).length,
    spoil: async (trouble) => {
      network.mishaps.push(trouble);
    },
    webhook: async (spoilt) => webhookOf(spoilt),
    close: async () => {
      ended.abort();
      await stop();
    },
  };

  function webhookOf(spoilt?: SpoiltWebhook): WebhookCall {
    const { notices } = putPost(
      network,
      { authorId: citizen.id, text: `@${us.handle} halo` },
      now().getTime(),
    );
    const [notice] = notices;
    if (!notice) throw new Error("nobody was told");
    const shown = shownNotice(
      network,
      spoilt === "other_account" ? { ...notice, accountId: citizen.id } : notice,
    );
    const body = spoilt === "unreadable" ? "<html>" : JSON.stringify({ id: `n${notice.number}`, ...shown });
    const at = Math.floor(now().getTime() / 1_000) - (spoilt === "late" ? lateSeconds : 0);
    const signature = signatureOf(spoilt === "forged" ? "bukan rahasia kita" : webhookSecret, at, body);
    return {
      method: "POST",
      headers: { "fake-signature": `t=${at},v1=${signature}` },
      query: {},
      body: new TextEncoder().encode(body),
    };
  }
}
