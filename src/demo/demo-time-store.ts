import type { Db } from "#platform/db/database.ts";

const key = "demo.time";

/** The instant the demo's clock had reached when it was last saved; null before the first time. */
export async function loadDemoTime(db: Db): Promise<Date | null> {
  const row = await db.selectFrom("platform.desk").select("value").where("key", "=", key).executeTakeFirst();
  return row ? new Date(row.value) : null;
}

/**
 * Where the demo goes on: what it saved last, or its last poll where it was cut off after that. Time never goes back
 * behind what is on the screens.
 * @returns null before the first time
 */
export async function resumeTime(db: Db, lastPollAt: () => Promise<Date | null>): Promise<Date | null> {
  const known = [await loadDemoTime(db), await lastPollAt()].filter((at) => at !== null);
  return known.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
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
