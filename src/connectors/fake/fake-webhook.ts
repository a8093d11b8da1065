import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { WebhookPort } from "#connectors/ports/webhook-port.ts";
import { fakeNotice, inboxChange } from "./fake-shapes.ts";
import { fakeSecrets, fakeSettings } from "./manifest.ts";

/** A call that says it is older than this is one that somebody kept. */
const windowSeconds = 300;
const signed = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;
const event = fakeNotice.extend({ id: z.string() });
/** What has to be known of an event before it is kept; the rest is read later. */
const addressed = z.looseObject({ id: z.string(), to: z.string() });
/** Networks that have much to tell bring several events at once. */
const bundle = z.union([
  z.object({ events: z.array(addressed).min(1).max(1_000) }),
  addressed.transform((one) => ({ events: [one] })),
]);

/**
 * Webhooks of the practice network: one event, or `{"events": […]}`, signed by
 * `fake-signature: t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`.
 */
export const fakeWebhook: WebhookPort = {
  secretField: "webhookSecret",
  verify({ headers, body }, secrets, account, now) {
    const header = headers["fake-signature"];
    if (header === undefined) return { kind: "refused", why: "no_signature" };
    const [, at = "", given = ""] = signed.exec(header) ?? [];
    const secret = fakeSecrets.parse(secrets).webhookSecret ?? "";
    const expected = createHmac("sha256", secret).update(`${at}.`).update(body).digest();
    const isOurs = given !== "" && secret !== "" && timingSafeEqual(Buffer.from(given, "hex"), expected);
    if (!isOurs) return { kind: "refused", why: "bad_signature" };
    if (Math.abs(now.getTime() / 1_000 - Number(at)) > windowSeconds)
      return { kind: "refused", why: "too_old" };
    const text = new TextDecoder().decode(body);
    const read = bundle.safeParse(parsed(text));
    if (!read.success) return { kind: "refused", why: "unreadable" };
    const { events } = read.data;
    if (events.some(({ to }) => to !== account.externalId)) return { kind: "refused", why: "wrong_account" };
    return { kind: "events", events: events.map((one) => ({ id: one.id, body: JSON.stringify(one) })) };
  },
  read(body, account) {
    const { server = "" } = fakeSettings.safeParse(account.settings).data ?? {};
    return [inboxChange(server, account.externalId, event.parse(JSON.parse(body)))];
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
