import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { DeliveryVerdict } from "../../contract/webhooks.ts";
import { storable } from "../inbox/message-draft.ts";

/** An event that came to our door and was proven, or a call that was turned away. */
export type NewDelivery = {
  readonly accountId: string;
  readonly verdict: DeliveryVerdict;
  readonly eventId: string | null;
  readonly body: string;
};

const longestEventId = 200;

/**
 * Puts deliveries into the queue, whole or not at all, in one statement: whoever is answered afterwards can rely on them.
 * One that came before is counted and kept once; one that could not be read is tried again. Those for an account that is
 * not connected any more are dropped.
 */
export async function keepDeliveries(
  { db, now }: { db: Db; now: () => Date },
  deliveries: readonly NewDelivery[],
): Promise<void> {
  const once = new Map<string, { delivery: NewDelivery; eventId: string | null; repeats: number }>();
  for (const delivery of deliveries) {
    const eventId = delivery.eventId === null ? null : shortId(delivery.eventId);
    const key = eventId === null ? randomUUID() : `${delivery.accountId} ${eventId}`;
    const known = once.get(key);
    if (known) known.repeats += 1;
    else once.set(key, { delivery, eventId, repeats: 0 });
  }
  const rows = [...once.values()];
  await sql`
    insert into accounts.delivery
      (id, workspace_id, account_id, received_at, verdict, event_id, body, repeats, state)
    select came.id, account.workspace_id, account.id, ${now()}, came.verdict, came.event_id, came.body, came.repeats,
      case when came.event_id is null then 'closed' else 'waiting' end
    from unnest(
      ${rows.map(() => randomUUID())}::uuid[],
      ${rows.map(({ delivery }) => delivery.accountId)}::uuid[],
      ${rows.map(({ delivery }) => delivery.verdict)}::text[],
      ${rows.map(({ eventId }) => eventId)}::text[],
      ${rows.map(({ delivery }) => storable(delivery.body, Number.POSITIVE_INFINITY))}::text[],
      ${rows.map(({ repeats }) => repeats)}::int[]
    ) with ordinality as came (id, account_id, verdict, event_id, body, repeats, place)
    join accounts.account on account.id = came.account_id and account.state <> 'disconnected'
    order by came.place
    on conflict (account_id, event_id) where event_id is not null do update set
      repeats = delivery.repeats + 1 + excluded.repeats,
      state = case when delivery.state = 'failed' then 'waiting' else delivery.state end`.execute(db);
}

/** A name that is too long to be a key is known by its digest. */
const shortId = (eventId: string): string =>
  eventId.length > longestEventId
    ? createHash("sha256").update(eventId).digest("hex")
    : storable(eventId, longestEventId);
