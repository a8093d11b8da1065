import { parseWebAddress } from "#platform/fetch/address-policy.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { PublicPage } from "#platform/http/public-page.ts";
import { seal } from "#platform/secrets/sealed-text.ts";
import { createCallLimit } from "./call-limit.ts";
import { hasPlace } from "./subscriber-store.ts";
import { hubPath } from "./topic.ts";
import type { Intent } from "./verify-intent.ts";
import { verifyKind } from "./websub-jobs.ts";
import { secretContext, type WebSubParts } from "./websub-parts.ts";

const windowMs = 10 * 60_000;
/** Requests that one address may make in a window. */
const mostCalls = 60;
/** How often the callbacks of one host are called in a window, whoever asks: nobody is flooded through us. */
const mostCallbacks = 60;
const mostBodyBytes = 8 * 1024;
const mostAddress = 1_000;
/** WebSub §5.1: a secret is shorter than 200 bytes. */
const mostSecretBytes = 199;

const hour = 3_600;
/** How long a subscription lasts: what is asked for, within these. Seconds. */
const lease = { least: hour, usual: 10 * 24 * hour, most: 30 * 24 * hour };

/**
 * The hub's door (WebSub §5.1). A request that can be understood is answered 202 and then verified at its callback; nothing is
 * told of who subscribes.
 */
export function hubPage(parts: WebSubParts): PublicPage {
  const calls = createCallLimit(mostCalls, windowMs);
  const callbacks = createCallLimit(mostCallbacks, windowMs);
  return {
    method: "POST",
    path: hubPath,
    async handle({ now, address }, request) {
      if (!calls.take(address ?? "unknown", now())) return busy();
      const form = await readForm(request);
      if (typeof form === "number") return plain(form, "Send a form of at most 8 kB.");
      const asked = readIntent(form);
      if (typeof asked === "string") return plain(400, asked);
      if (asked.mode === "subscribe") {
        const topic = await parts.readTopic(asked.topic);
        if (topic === null) return plain(404, "There is no such topic here.");
        if (topic.hubUrl !== parts.hubUrl()) return plain(400, `This topic's hub is ${topic.hubUrl}`);
        if (!(await hasPlace(parts.db, asked))) return plain(503, "There is no place left.", longBusy);
      }
      if (!callbacks.take(new URL(asked.callback).host, now())) return busy();
      const { secret } = asked;
      const context = secretContext(asked.topic, asked.callback);
      const sealed = secret === null ? null : seal(parts.keys, secret, context);
      // Asked twice before it was verified, the first stands.
      const singletonKey = `${asked.mode} ${context}`;
      await parts.jobs.send(verifyKind, { ...asked, secret: sealed }, { singletonKey });
      return plain(202, "It will be verified at the callback.");
    },
  };
}

const busySeconds = { "retry-after": String(windowMs / 1_000) };
const longBusy = { "retry-after": String(24 * hour) };
const busy = (): Response => plain(429, "Too many requests.", busySeconds);

const plain = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...headers },
  });

/** @returns the form, or the status with which it is turned away */
async function readForm(request: Request): Promise<URLSearchParams | number> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/x-www-form-urlencoded") return 415;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBodyBytes) return 413;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

/** @returns what is asked for, or a sentence that says what is wrong with it */
function readIntent(form: URLSearchParams): Intent | string {
  const mode = form.get("hub.mode");
  const topic = form.get("hub.topic") ?? "";
  const secret = form.get("hub.secret");
  const seconds = form.get("hub.lease_seconds") ?? "";
  if (mode !== "subscribe" && mode !== "unsubscribe") return "hub.mode is subscribe or unsubscribe.";
  // Addresses are plain letters; a database could not even keep some of the others.
  if (!/^[\x21-\x7e]+$/.test(topic) || topic.length > mostAddress) return "hub.topic is no address.";
  const callback = readCallback(form.get("hub.callback") ?? "");
  if (callback === undefined) return "hub.callback is no http or https address without a user name.";
  if (secret !== null && (secret === "" || Buffer.byteLength(secret) > mostSecretBytes))
    return "hub.secret is empty or longer than 199 bytes.";
  if (seconds !== "" && !/^\d{1,12}$/.test(seconds)) return "hub.lease_seconds is no number.";
  const wanted = seconds === "" ? lease.usual : Number(seconds);
  const leaseSeconds = Math.min(Math.max(wanted, lease.least), lease.most);
  return { mode, topic, callback, leaseSeconds, secret };
}

function readCallback(written: string): string | undefined {
  try {
    const { href } = parseWebAddress(written);
    return href.length > mostAddress ? undefined : href;
  } catch (error) {
    if (error instanceof FetchError) return undefined;
    throw error;
  }
}
