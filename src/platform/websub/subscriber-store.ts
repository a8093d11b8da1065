import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { FeedSubscriberRow } from "./subscriber-table.ts";

/** Places that the hub has: in all, and for the callbacks of one host. */
export const mostSubscribers = 1_000;
export const mostOfHost = 50;

export interface NewSubscriber {
  readonly workspaceId: string;
  readonly topic: string;
  readonly callback: string;
  /** Sealed. */
  readonly secret: string | null;
  readonly leasedUntil: Date;
}

/** Whether a subscriber is known, or there is a place left for it and its host. */
export async function hasPlace(
  db: Db | Tx,
  { topic, callback }: { topic: string; callback: string },
): Promise<boolean> {
  const { host } = new URL(callback);
  const { all, ofHost, known } = await db
    .selectFrom("platform.feed_subscriber")
    .select(({ fn }) => [
      fn.countAll<string>().as("all"),
      fn.countAll<string>().filterWhere("host", "=", host).as("ofHost"),
      fn
        .countAll<string>()
        .filterWhere((where) => where.and([where("topic", "=", topic), where("callback", "=", callback)]))
        .as("known"),
    ])
    .executeTakeFirstOrThrow();
  return Number(known) > 0 || (Number(all) < mostSubscribers && Number(ofHost) < mostOfHost);
}

/** Keeps a subscriber that has confirmed, or prolongs it with what it asked for now (WebSub §5.1.3). */
export async function keepSubscriber(db: Db, subscriber: NewSubscriber, now: Date): Promise<void> {
  const { workspaceId, topic, callback, secret, leasedUntil } = subscriber;
  const agreed = { secret, leased_until: leasedUntil, failures: 0 };
  await db
    .insertInto("platform.feed_subscriber")
    .values({
      id: randomUUID(),
      workspace_id: workspaceId,
      topic,
      callback,
      host: new URL(callback).host,
      created_at: now,
      delivered_at: null,
      delivered_hash: null,
      ...agreed,
    })
    .onConflict((conflict) => conflict.columns(["topic", "callback"]).doUpdateSet(agreed))
    .execute();
}

/** Subscribers of a topic whose time has not run out. */
export async function findSubscribers(db: Db, topic: string, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom("platform.feed_subscriber")
    .select("id")
    .where("topic", "=", topic)
    .where("leased_until", ">", now)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

export const findSubscriber = (
  db: Db,
  subscriberId: string,
  now: Date,
): Promise<FeedSubscriberRow | undefined> =>
  db
    .selectFrom("platform.feed_subscriber")
    .selectAll()
    .where("id", "=", subscriberId)
    .where("leased_until", ">", now)
    .executeTakeFirst();

export async function isSubscribed(db: Db, topic: string, callback: string): Promise<boolean> {
  const row = await db
    .selectFrom("platform.feed_subscriber")
    .select("id")
    .where("topic", "=", topic)
    .where("callback", "=", callback)
    .executeTakeFirst();
  return row !== undefined;
}

export async function forgetSubscriber(db: Db, who: { topic: string; callback: string }): Promise<void> {
  await db
    .deleteFrom("platform.feed_subscriber")
    .where("topic", "=", who.topic)
    .where("callback", "=", who.callback)
    .execute();
}

/** Writes down that something arrived. */
export async function noteDelivered(db: Db, subscriberId: string, hash: string, now: Date): Promise<void> {
  await db
    .updateTable("platform.feed_subscriber")
    .set({ failures: 0, delivered_at: now, delivered_hash: hash })
    .where("id", "=", subscriberId)
    .execute();
}

/** Writes down that nothing arrived; one that has failed `most` times in a row is forgotten. */
export async function noteFailed(db: Db, subscriberId: string, most: number): Promise<void> {
  await db
    .updateTable("platform.feed_subscriber")
    .set({ failures: sql<number>`failures + 1` })
    .where("id", "=", subscriberId)
    .execute();
  await db
    .deleteFrom("platform.feed_subscriber")
    .where("id", "=", subscriberId)
    .where("failures", ">=", most)
    .execute();
}

/** Forgets those whose time has run out. */
export async function sweepSubscribers(db: Db, now: Date): Promise<void> {
  await db.deleteFrom("platform.feed_subscriber").where("leased_until", "<=", now).execute();
}

/** What people see of it: how many are told, when something arrived last, and how many could not be reached last time. */
export interface SubscriberFigures {
  readonly subscribers: number;
  readonly unreachable: number;
  readonly deliveredAt: Date | null;
  /** The hub elsewhere: when it was told last, and what it answered. */
  readonly ping: { readonly hub: string; readonly at: Date; readonly status: number | null } | null;
}

export async function readSubscribers(db: Db, workspaceId: string, now: Date): Promise<SubscriberFigures> {
  const told = await db
    .selectFrom("platform.feed_subscriber")
    .select(({ fn }) => [
      fn.countAll<string>().as("subscribers"),
      fn.countAll<string>().filterWhere("failures", ">", 0).as("unreachable"),
      fn.max("delivered_at").as("deliveredAt"),
    ])
    .where("workspace_id", "=", workspaceId)
    .where("leased_until", ">", now)
    .executeTakeFirstOrThrow();
  const ping = await db
    .selectFrom("platform.feed_ping")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("pinged_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    subscribers: Number(told.subscribers),
    unreachable: Number(told.unreachable),
    deliveredAt: told.deliveredAt,
    ping: ping ? { hub: ping.hub, at: ping.pinged_at, status: ping.status } : null,
  };
}
