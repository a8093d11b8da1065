import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "#platform/http/request-context.ts";
import type { NewReach, ReachRange, VoiceKind } from "../../contract/outlet.ts";
import type { OutletDb, ReachRangeTable, VoiceId } from "./outlet-tables.ts";

type Row = Omit<ReachRangeTable, "low" | "high"> & { low: string; high: string };

const columns = sql`id, kind, key, low, high, basis, certainty, source, to_char(as_of, 'YYYY-MM-DD') as as_of,
  entered_by_name, entered_at`;
/** The one that counts: of the latest date, and of those of one day the one entered last. */
const latestFirst = sql`as_of desc, entered_at desc, id`;

const toReach = (row: Row): ReachRange => ({
  id: row.id,
  low: Number(row.low),
  high: Number(row.high),
  basis: row.basis,
  certainty: row.certainty,
  source: row.source,
  asOf: row.as_of,
  enteredByName: row.entered_by_name,
  enteredAt: row.entered_at.toISOString(),
});

/**
 * How many people outlets (by folded name) or accounts may reach: the range of the latest date of each. Whoever has none is not
 * among them: nobody knows, and nothing is guessed. Ranges of different bases are not to be added up.
 */
export async function readReaches(
  db: OutletDb,
  workspaceId: string,
  kind: VoiceKind,
  keys: readonly string[],
): Promise<Map<string, ReachRange>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select distinct on (key) ${columns} from listen.reach_range
    where workspace_id = ${workspaceId}::uuid and kind = ${kind} and key = any(${[...keys]}::text[])
    order by key, ${latestFirst}`.execute(db);
  return new Map(rows.map((row) => [row.key, toReach(row)]));
}

/** All ranges of one outlet or account, the one that counts first. */
export async function listReaches(db: OutletDb, workspaceId: string, voice: VoiceId): Promise<ReachRange[]> {
  const { rows } = await sql<Row>`
    select ${columns} from listen.reach_range
    where workspace_id = ${workspaceId}::uuid and kind = ${voice.kind} and key = ${voice.key}
    order by ${latestFirst}`.execute(db);
  return rows.map(toReach);
}

/**
 * Keeps a range. The same source says one thing for one day: said again, the later word stands.
 * @returns the range, and whether anything changed
 */
export async function keepReach(
  tx: OutletDb,
  workspaceId: string,
  voice: VoiceId,
  reach: NewReach,
  by: Pick<Actor, "id" | "kind" | "name">,
  at: Date,
): Promise<{ reach: ReachRange; isNew: boolean }> {
  const same = sql`workspace_id = ${workspaceId}::uuid and kind = ${voice.kind} and key = ${voice.key}
    and as_of = ${reach.asOf}::date and source = ${reach.source}`;
  const written = await sql<Row>`
    insert into listen.reach_range as known (id, workspace_id, kind, key, low, high, basis, certainty, source, as_of,
      entered_by, entered_by_name, entered_at)
    values (${randomUUID()}::uuid, ${workspaceId}::uuid, ${voice.kind}, ${voice.key}, ${reach.low}, ${reach.high},
      ${reach.basis}, ${reach.certainty}, ${reach.source}, ${reach.asOf}::date,
      ${by.kind === "user" ? by.id : null}::uuid, ${by.name}, ${at.toISOString()}::timestamptz)
    on conflict (workspace_id, kind, key, as_of, source) do update set low = excluded.low, high = excluded.high,
      basis = excluded.basis, certainty = excluded.certainty, entered_by = excluded.entered_by,
      entered_by_name = excluded.entered_by_name, entered_at = excluded.entered_at
      where (known.low, known.high, known.basis, known.certainty)
        <> (excluded.low, excluded.high, excluded.basis, excluded.certainty)
    returning ${columns}`.execute(tx);
  const [row] = written.rows;
  if (row) return { reach: toReach(row), isNew: true };
  const known = await sql<Row>`select ${columns} from listen.reach_range where ${same}`.execute(tx);
  const [there] = known.rows;
  if (!there) throw new Error("a reach that was known is gone within one transaction");
  return { reach: toReach(there), isNew: false };
}
