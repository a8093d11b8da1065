import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { open, seal } from "#platform/secrets/sealed-text.ts";
import { withSources } from "./source-tables.ts";

/** Where hubs reach this desk, and the keys that seal what is agreed with them. */
export type PushOffice = { publicUrl: string; keys: KeyRing };

type HubParts = { db: Db; fetch: SafeFetch; now: () => Date; log: Pick<Logger, "warn"> };

const dayMs = 24 * 60 * 60_000;
/** How long we ask a hub to remember us; it may decide otherwise. */
const leaseSeconds = 10 * 24 * 60 * 60;
/** A hub that did not confirm within a day is asked again. */
const patienceMs = dayMs;
/** A hub that refused is left alone for this long. */
const refusedMs = 30 * dayMs;
/** Leases are renewed when less than this is left. */
const renewalMs = 2 * dayMs;

const secretContext = (sourceId: string): string => `websub-secret:${sourceId}`;

/** The address a hub calls for one source, under the desk's public one. */
const hookPath = (token: string): string => `/api/hooks/websub/${token}`;

/** Whether a hub has agreed to tell us of a source's news. */
export async function isPushing(db: Db, sourceId: string, now: Date): Promise<boolean> {
  const row = await withSources(db)
    .selectFrom("listen.push_subscription")
    .select("source_id")
    .where("source_id", "=", sourceId)
    .where("state", "=", "active")
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Asks the hub that a feed names to tell us of its news (WebSub, https://www.w3.org/TR/websub/#subscriber-sends-subscription-request),
 * unless it was asked lately. The hub answers later, at the hook. Polling goes on meanwhile, and whatever the hub does.
 */
export async function subscribeHub(
  parts: HubParts,
  office: PushOffice,
  source: { id: string; workspace_id: string },
  { hubUrl, topicUrl }: { hubUrl: string; topicUrl: string },
): Promise<boolean> {
  const now = parts.now();
  const tables = withSources(parts.db);
  const known = await tables
    .selectFrom("listen.push_subscription")
    .selectAll()
    .where("source_id", "=", source.id)
    .executeTakeFirst();
  if (known && known.hub_url === hubUrl && known.topic_url === topicUrl) {
    const age = now.getTime() - known.asked_at.getTime();
    if (known.state === "active" && (known.expires_at?.getTime() ?? 0) - now.getTime() > renewalMs)
      return false;
    if (age < (known.state === "refused" ? refusedMs : known.state === "asked" ? patienceMs : dayMs / 24))
      return false;
  }
  // The same token and secret through a renewal: news that is under way still fits.
  const token = known?.token ?? randomBytes(24).toString("base64url");
  const secret = known
    ? open(office.keys, known.sealed_secret, secretContext(source.id))
    : randomBytes(32).toString("base64url");
  const sealed = known?.sealed_secret ?? seal(office.keys, secret, secretContext(source.id));
  const isRenewal = known?.state === "active" && known.hub_url === hubUrl && known.topic_url === topicUrl;
  await tables
    .insertInto("listen.push_subscription")
    .values({
      source_id: source.id,
      workspace_id: source.workspace_id,
      hub_url: hubUrl,
      topic_url: topicUrl,
      token,
      sealed_secret: sealed,
      state: "asked",
      asked_at: now,
      expires_at: null,
      pushed_at: null,
    })
    .onConflict((conflict) =>
      conflict.column("source_id").doUpdateSet({
        hub_url: hubUrl,
        topic_url: topicUrl,
        asked_at: now,
        ...(isRenewal ? {} : { state: "asked", expires_at: null }),
      }),
    )
    .execute();
  return sendRequest(parts, hubUrl, {
    "hub.mode": "subscribe",
    "hub.topic": topicUrl,
    "hub.callback": `${office.publicUrl}${hookPath(token)}`,
    "hub.secret": secret,
    "hub.lease_seconds": String(leaseSeconds),
  });
}

async function sendRequest(parts: HubParts, hubUrl: string, form: Record<string, string>): Promise<boolean> {
  try {
    const answer = await parts.fetch(hubUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new TextEncoder().encode(new URLSearchParams(form).toString()),
      limits: { totalMs: 20_000, maxBytes: 256 * 1024 },
    });
    if (answer.status >= 200 && answer.status < 300) return true;
    parts.log.warn({ hubUrl, status: answer.status }, "hub did not take the subscription");
  } catch (error) {
    parts.log.warn({ err: error, hubUrl }, "hub did not answer");
  }
  return false;
}

/** Renews what will run out soon. @returns how many hubs were asked */
export async function renewHubs(parts: HubParts, office: PushOffice): Promise<number> {
  const now = parts.now();
  const ending = await withSources(parts.db)
    .selectFrom("listen.push_subscription as push")
    .innerJoin("listen.source as source", "source.id", "push.source_id")
    .select(["push.source_id", "push.workspace_id", "push.hub_url", "push.topic_url"])
    .where("push.state", "=", "active")
    .where("source.state", "=", "active")
    .where("push.expires_at", "<", new Date(now.getTime() + renewalMs))
    .orderBy(sql`push.expires_at`)
    .limit(200)
    .execute();
  let asked = 0;
  for (const row of ending) {
    const source = { id: row.source_id, workspace_id: row.workspace_id };
    if (await subscribeHub(parts, office, source, { hubUrl: row.hub_url, topicUrl: row.topic_url }))
      asked += 1;
  }
  return asked;
}

/** The secret agreed with a hub, for checking what it sends. */
export const openHubSecret = (keys: KeyRing, sourceId: string, sealed: string): string =>
  open(keys, sealed, secretContext(sourceId));
