import { createHmac, randomBytes } from "node:crypto";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchOptions, FetchResult, SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { LostBrowser } from "../../contract/alert.ts";

/** What became of one attempt. */
export type Attempt = {
  isArrived: boolean;
  /** Null where no answer came. */
  status: number | null;
  error: string | null;
  tookMs: number;
  /** How long the other side asks us to wait. */
  retryAfterMs?: number;
  /** Set where there is nobody to send to any more, and why: nothing is tried again. */
  ended?: LostBrowser["reason"];
};

/** How long a receiver may take; one that takes longer is as good as silent. */
export const receiverTimeoutMs = 10_000;

export const limitsOf = (totalMs: number) => ({
  totalMs,
  connectMs: 5_000,
  firstByteMs: totalMs,
  maxErrorBytes: 4_096,
  maxBytes: 65_536,
  maxRedirects: 0,
});

/** A new secret in the form of Standard Webhooks. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

/**
 * The signature of a message (https://www.standardwebhooks.com): HMAC-SHA256 with the secret's bytes over number,
 * seconds since 1970 and the raw body, with dots between.
 */
export function signWebhook(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
}

/** Posts a signed message. Every attempt has the message's number, by which the receiver knows a second copy. */
export async function sendWebhook(
  fetch: SafeFetch,
  receiver: { address: string; secret: string },
  message: { id: string; body: string },
  { now, timeoutMs }: { now: Date; timeoutMs: number },
): Promise<Attempt> {
  const seconds = Math.floor(now.getTime() / 1000);
  return attempt(fetch, receiver.address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": message.id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": signWebhook(receiver.secret, message.id, seconds, message.body),
    },
    body: Buffer.from(message.body, "utf8"),
    limits: limitsOf(timeoutMs),
  });
}

/** The longest text of a Telegram message. Characters. */
const longestText = 4_096;

/** Says something in a Telegram chat by a bot (https://core.telegram.org/bots/api#sendmessage). */
export async function sendTelegram(
  fetch: SafeFetch,
  receiver: { address: string; secret: string },
  text: string,
  { apiRoot, timeoutMs }: { apiRoot: string; timeoutMs: number },
): Promise<Attempt> {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 1)}…`.toWellFormed() : text;
  return attempt(fetch, `${apiRoot}/bot${receiver.secret}/sendMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: Buffer.from(
      JSON.stringify({ chat_id: receiver.address, text: cut, link_preview_options: { is_disabled: true } }),
    ),
    limits: limitsOf(timeoutMs),
  });
}

/** Makes one request and says what became of it; any status of 200 to 299 has arrived. */
export async function attempt(fetch: SafeFetch, address: string, options: FetchOptions): Promise<Attempt> {
  const startedMs = performance.now();
  try {
    const result = await fetch(address, options);
    const isArrived = result.status >= 200 && result.status < 300;
    return {
      isArrived,
      status: result.status,
      error: isArrived ? null : (descriptionIn(result) ?? `http_${result.status}`),
      tookMs: Math.round(performance.now() - startedMs),
      ...(result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs }),
    };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    // The kind alone: the address of a bot holds its token.
    return {
      isArrived: false,
      status: null,
      error: error.kind,
      tookMs: Math.round(performance.now() - startedMs),
    };
  }
}

/** What the Bot API says went wrong, such as "Bad Request: chat not found". */
function descriptionIn({ body }: FetchResult): string | null {
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof answer !== "object" || answer === null || !("description" in answer)) return null;
    return typeof answer.description === "string" ? answer.description.slice(0, 200) : null;
  } catch {
    return null;
  }
}
