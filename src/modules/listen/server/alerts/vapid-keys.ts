import webPush from "web-push";
import type { Db } from "#platform/db/database.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { open, seal } from "#platform/secrets/sealed-text.ts";
import { withAlerts } from "./alert-tables.ts";

type Parts = { db: Db; keys: KeyRing; now: () => Date };

const sealedFor = "vapid-key";

/** The desk's key pair for push services (RFC 8292), base64url; made when it is first asked for. */
export async function readVapidKeys({
  db,
  keys,
  now,
}: Parts): Promise<{ publicKey: string; privateKey: string }> {
  const found = await findRow(db);
  if (found) return { publicKey: found.public_key, privateKey: open(keys, found.sealed, sealedFor) };
  const made = webPush.generateVAPIDKeys();
  await withAlerts(db)
    .insertInto("listen.vapid_key")
    .values({
      public_key: made.publicKey,
      sealed: seal(keys, made.privateKey, sealedFor),
      created_at: now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Another process may have been first.
  return readVapidKeys({ db, keys, now });
}

const findRow = (db: Db) => withAlerts(db).selectFrom("listen.vapid_key").selectAll().executeTakeFirst();
