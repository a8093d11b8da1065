import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { OutletGap } from "../../contract/outlet.ts";
import type { Overview } from "../../contract/overview.ts";
import { type OutletDb, type OutletGapTable, withOutlets } from "./outlet-tables.ts";

/** Silences that Beranda lists at most. */
const mostTold = 5;
/** Rarer than that is not told more exactly. */
const rarest = 1_000_000;

export const toGap = (row: OutletGapTable): OutletGap => ({
  id: row.id,
  lastAt: row.last_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  expected: Math.round(row.expected * 10) / 10,
  oneIn: row.chance > 0 ? Math.min(rarest, Math.round(1 / row.chance)) : rarest,
  pastDays: Math.floor(row.past_hours / 24),
});

/** Silences that go on, by outlet; without those that people do not want to hear of. */
export async function openGaps(
  db: OutletDb,
  workspaceId: string,
): Promise<Map<string, { key: string; outlet: string; gap: OutletGap }>> {
  const { rows } = await sql<OutletGapTable>`
    select gap.* from listen.outlet_gap as gap
    where gap.workspace_id = ${workspaceId}::uuid and gap.ended_at is null
      and not exists (select from listen.outlet_card as card where card.workspace_id = gap.workspace_id
        and card.kind = 'outlet' and card.key = gap.outlet_key and not card.is_watched)
    order by gap.chance, gap.outlet_key`.execute(db);
  return new Map(
    rows.map((row) => [row.outlet_key, { key: row.outlet_key, outlet: row.outlet, gap: toGap(row) }]),
  );
}

/** The silences of one outlet, the newest first. */
export async function listGaps(db: OutletDb, workspaceId: string, key: string): Promise<OutletGap[]> {
  const rows = await db
    .selectFrom("listen.outlet_gap")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("outlet_key", "=", key)
    .orderBy("last_at", "desc")
    .limit(20)
    .execute();
  return rows.map(toGap);
}

/** Outlets that fell silent, as Beranda tells it: those whose silence is the least likely first. */
export async function silentOutlets(db: Db, workspaceId: string): Promise<Overview["attention"]> {
  const gaps = await openGaps(withOutlets(db), workspaceId);
  return [...gaps.values()].slice(0, mostTold).map(({ key, outlet, gap }) => ({
    kind: "outlet_silent" as const,
    subjectId: key,
    title: outlet,
    at: gap.lastAt,
    key: "outlet_silent",
    values: { expected: Math.round(gap.expected) },
  }));
}
