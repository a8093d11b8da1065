import { randomBytes } from "node:crypto";
import { z } from "zod";
import { forgetSubscriber, hasPlace, isSubscribed, keepSubscriber } from "./subscriber-store.ts";
import { callMs, type WebSubParts } from "./websub-parts.ts";

/** What was asked for at the hub's door. */
export const intent = z.object({
  mode: z.enum(["subscribe", "unsubscribe"]),
  topic: z.string(),
  callback: z.string(),
  leaseSeconds: z.number(),
  /** Sealed. */
  secret: z.string().nullable(),
});
export type Intent = z.infer<typeof intent>;

/** Nobody has to repeat more than our challenge. */
const mostAnswerBytes = 1_024;

/**
 * Asks the callback whether it wants what was asked for in its name, and only then does it (WebSub §5.3). Any other answer, a redirect
 * among them, means that it does not. An end to what is not subscribed asks nobody.
 */
export async function verifyIntent(parts: WebSubParts, asked: Intent): Promise<void> {
  const { db, now } = parts;
  const { mode, topic, callback, leaseSeconds, secret } = asked;
  const published = mode === "subscribe" ? await parts.readTopic(topic) : null;
  if (mode === "subscribe" && (published === null || !(await hasPlace(db, asked)))) return;
  if (mode === "unsubscribe" && !(await isSubscribed(db, topic, callback))) return;
  if (!(await isConfirmed(parts, asked))) return;
  if (published === null) await forgetSubscriber(db, asked);
  else {
    const at = now();
    const leasedUntil = new Date(at.getTime() + leaseSeconds * 1_000);
    const { workspaceId } = published;
    await keepSubscriber(db, { workspaceId, topic, callback, secret, leasedUntil }, at);
  }
}

async function isConfirmed(
  { network, log, stopping }: WebSubParts,
  { mode, topic, callback, leaseSeconds }: Intent,
): Promise<boolean> {
  const challenge = randomBytes(24).toString("base64url");
  const address = new URL(callback);
  for (const [name, value] of Object.entries({
    "hub.mode": mode,
    "hub.topic": topic,
    "hub.challenge": challenge,
    ...(mode === "subscribe" && { "hub.lease_seconds": String(leaseSeconds) }),
  }))
    address.searchParams.append(name, value);
  try {
    const answer = await network.call(address, {
      redirect: "manual",
      signal: AbortSignal.any([stopping, AbortSignal.timeout(callMs)]),
    });
    const said = await beginningOf(answer);
    return answer.ok && said === challenge;
  } catch (error) {
    log.info({ err: error, host: address.host }, "a callback did not confirm what was asked for in its name");
    return false;
  }
}

/** The answer's text, or so much of it that it can be no repetition of ours. */
async function beginningOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > mostAnswerBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}
