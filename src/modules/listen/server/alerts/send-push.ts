import { sql } from "kysely";
import webPush from "web-push";
import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import type { MessageContent } from "./message-content.ts";
import { type Attempt, attempt, limitsOf } from "./send-webhook.ts";
import { readVapidKeys } from "./vapid-keys.ts";

/** The keys of a browser, as they are sealed. */
export const BrowserKeys = z.object({ p256dh: z.string(), auth: z.string() });

type Parts = {
  db: Db;
  keys: KeyRing;
  fetch: SafeFetch;
  deskUrl: () => string;
  timeoutMs: number;
  now: () => Date;
};

/** What a push service keeps for a browser that is off. Seconds. */
const keptSeconds = 24 * 3_600;
/** A notification shows two lines; 4,096 bytes is what every push service takes (RFC 8030, 7.2). Characters. */
const longestTitle = 120;
const longestBody = 300;

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;

/** What the worker in the browser shows, and what a click opens. The same message again takes the place of the first. */
export function pushPayload(
  messageId: string,
  { subject, body }: { subject: string; body: string },
  { reason, alertCount, alerts }: MessageContent,
): string {
  const [first] = alerts;
  return JSON.stringify({
    title: cut(subject, longestTitle),
    body: cut(body, longestBody),
    tag: messageId,
    path:
      reason === "test"
        ? "/peringatan/atur"
        : alertCount === 1 && first
          ? `/peringatan#${first.id}`
          : "/peringatan",
  });
}

/**
 * Gives a message, encrypted for one browser (RFC 8291), to its push service, signed with the desk's key (RFC 8292).
 * What the service does not know any more (404, 410), and who is signed out, is sent nothing again.
 */
export async function sendPush(
  parts: Parts,
  receiver: { address: string; secret: string; sessionId: string | null },
  message: { id: string; payload: string; isUrgent: boolean },
): Promise<Attempt> {
  if (!(await isSignedIn(parts, receiver.sessionId)))
    return { isArrived: false, status: null, error: "signed_out", tookMs: 0, ended: "signed_out" };
  const subject = new URL(parts.deskUrl());
  // A push service is given an address of ours; one without TLS is only ever on the machine itself.
  subject.protocol = "https:";
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint: receiver.address, keys: BrowserKeys.parse(JSON.parse(receiver.secret)) },
    message.payload,
    {
      vapidDetails: { subject: subject.origin, ...(await readVapidKeys(parts)) },
      TTL: keptSeconds,
      urgency: message.isUrgent ? "high" : "normal",
      topic: message.id.replaceAll("-", ""),
    },
  );
  const made = await attempt(parts.fetch, receiver.address, {
    method: "POST",
    headers: Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => name !== "Content-Length")
        .map(([name, value]) => [name, String(value)]),
    ),
    body,
    limits: limitsOf(parts.timeoutMs),
  });
  return made.status === 404 || made.status === 410 ? { ...made, ended: "gone" } : made;
}

/** Whether the session under which a browser was allowed still lives. By the database's clock, as sessions are ended. */
async function isSignedIn({ db }: Parts, sessionId: string | null): Promise<boolean> {
  if (sessionId === null) return false;
  const session = await db
    .selectFrom("auth.session")
    .select("id")
    .where("id", "=", sessionId)
    .where("expiresAt", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return session !== undefined;
}
