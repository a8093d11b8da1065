import type { Db } from "#platform/db/database.ts";

const key = "demo.time";

/** The instant the demo's clock had reached when it was last saved; null before the first time. */
export async function loadDemoTime(db: Db): Promise<Date | null> {
  const row = await db.selectFrom("platform.desk").select("value").where("key", "=", key).executeTakeFirst();
  return row ? new Date(row.value) : null;
}

/** Remembers how far the demo has come: started again, it goes on from there. */
export async function saveDemoTime(db: Db, at: Date): Promise<void> {
  const value = at.toISOString();
  await db
    .insertInto("platform.desk")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}
