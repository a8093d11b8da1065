import { createHmac, timingSafeEqual } from "node:crypto";
import type { Db } from "#platform/db/database.ts";
import type { FetchResult } from "#platform/fetch/safe-fetch.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { recordPoll, storeFinding } from "./finish-poll.ts";
import { findingOfFeed, readAnswer } from "./poll-feed.ts";
import { isTooHeavy } from "./poll-finding.ts";
import { withSources } from "./source-tables.ts";
import { openHubSecret } from "./subscribe-hub.ts";

/** A hub sends the feed, or its new part; honest ones stay far below. Bytes. */
const maxPushBytes = 5 * 1024 * 1024;
const methods = new Set(["sha1", "sha256", "sha384", "sha512"]);
/** Leases shorter or longer than this are taken as this. Seconds. */
const shortestLease = 5 * 60;
const longestLease = 90 * 24 * 60 * 60;

type PushParts = { db: Db; keys: KeyRing; now: () => Date; analyst?: Analyst | undefined };

/**
 * Answers a hub that asks whether we mean it (WebSub §5.3): only for the topic that we asked it for.
 * @returns the challenge to repeat, or undefined when this is nothing of ours
 */
export async function verifyIntent(
  { db, now }: Pick<PushParts, "db" | "now">,
  token: string,
  query: URLSearchParams,
): Promise<string | undefined> {
  const subscription = await withSources(db)
    .selectFrom("listen.push_subscription")
    .selectAll()
    .where("token", "=", token)
    .executeTakeFirst();
  if (!subscription || query.get("hub.topic") !== subscription.topic_url) return undefined;
  const change = withSources(db).updateTable("listen.push_subscription").where("token", "=", token);
  const mode = query.get("hub.mode");
  if (mode === "denied") {
    await change.set({ state: "refused", expires_at: null }).execute();
    return "";
  }
  const challenge = query.get("hub.challenge");
  // We never ask to be forgotten: an unsubscription is somebody else's wish.
  if (mode !== "subscribe" || challenge === null) return undefined;
  const asked = Number(query.get("hub.lease_seconds") ?? longestLease);
  const seconds = Number.isFinite(asked)
    ? Math.min(Math.max(asked, shortestLease), longestLease)
    : longestLease;
  await change.set({ state: "active", expires_at: new Date(now().getTime() + seconds * 1000) }).execute();
  return challenge;
}

/**
 * Takes in what a hub sends, when its signature shows that it comes from the hub we agreed with (WebSub §7.1). The
 * items go the same way as those of a poll, so that what both bring is stored once.
 * @returns `unknown` for a subscription that is not ours (the hub should stop), `ignored` for a wrong signature
 */
export async function receivePush(
  parts: PushParts,
  token: string,
  signature: string | null,
  contentType: string | null,
  body: Uint8Array,
): Promise<"unknown" | "ignored" | "taken"> {
  const { db } = parts;
  const subscription = await withSources(db)
    .selectFrom("listen.push_subscription")
    .selectAll()
    .where("token", "=", token)
    .executeTakeFirst();
  if (!subscription) return "unknown";
  const secret = openHubSecret(parts.keys, subscription.source_id, subscription.sealed_secret);
  if (!isSigned(body, signature, secret)) return "ignored";
  const startedMs = performance.now();
  const now = parts.now();
  const answer = pushedAnswer(subscription.topic_url, contentType, body);
  const read = await readAnswer(answer, now).catch((error: unknown) => {
    if (isTooHeavy(error)) return undefined;
    throw error;
  });
  return withSources(db)
    .transaction()
    .execute(async (tx) => {
      const source = await tx
        .selectFrom("listen.source")
        .selectAll()
        .where("id", "=", subscription.source_id)
        .where("state", "=", "active")
        .forUpdate()
        .executeTakeFirst();
      if (!source) return "ignored";
      await tx
        .updateTable("listen.push_subscription")
        .set({ pushed_at: now })
        .where("source_id", "=", source.id)
        .execute();
      const finding = read && findingOfFeed(source, answer, read, now);
      if (source.completes_items || !finding?.isOk) {
        // Whole articles are read in a look of our own; so is whatever a hub sends that is no feed, or too much.
        await tx
          .updateTable("listen.source")
          .set({ next_poll_at: now })
          .where("id", "=", source.id)
          .execute();
        return "taken";
      }
      const counted = await storeFinding(tx, source, finding, now, parts.analyst);
      await tx
        .updateTable("listen.source")
        .set({
          mention_count: String(BigInt(source.mention_count) + BigInt(counted.fresh)),
          last_success_at: now,
        })
        .where("id", "=", source.id)
        .execute();
      const values = { fresh: counted.fresh, found: finding.found };
      await recordPoll(
        tx,
        source,
        { ...counted, key: "pushed", values },
        { startedAt: now, now, tookMs: Math.round(performance.now() - startedMs) },
      );
      await announceLive(tx, source.workspace_id, { type: "source", sourceId: source.id });
      return "taken";
    });
}

function pushedAnswer(url: string, contentType: string | null, body: Uint8Array): FetchResult {
  return {
    status: 200,
    url,
    redirects: [],
    headers: contentType === null ? {} : { "content-type": contentType },
    body,
    wireBytes: body.byteLength,
    isNotModified: false,
    tookMs: 0,
    notes: [],
  };
}

/** Checks `X-Hub-Signature: <method>=<hex>` in constant time. */
function isSigned(body: Uint8Array, signature: string | null, secret: string): boolean {
  const [, method = "", hex = ""] = /^(\w+)=([\da-fA-F]+)$/.exec(signature?.trim() ?? "") ?? [];
  if (!methods.has(method.toLowerCase())) return false;
  const wanted = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(hex, "hex");
  return given.byteLength === wanted.byteLength && timingSafeEqual(given, wanted);
}

/** The body of a request, or undefined when it is larger than any feed. */
export async function readPush(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maxPushBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxPushBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
