import { type Selectable, sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import { channel } from "../../contract/mentions.ts";
import { type PollOutcome, type Source, SourceKind, SourceState } from "../../contract/sources.ts";
import { readListenings } from "../network-sources/read-listenings.ts";
import type { SourceRow } from "./poll-store.ts";
import { type PollTable, withSources } from "./source-tables.ts";

type PollRow = Selectable<PollTable>;

/** How much of a source's past its card shows. */
const shownPolls = 24;
const shownDays = 14;
const dayMs = 24 * 60 * 60_000;

/** All sources of a workspace as people see them, by folder and title. */
export async function listSourceViews(db: Db | Tx, workspaceId: string, now: Date): Promise<Source[]> {
  const rows = await withSources(db)
    .selectFrom("listen.source")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("folder")
    .orderBy(sql`lower(title)`)
    .orderBy("id")
    .execute();
  return viewsOf(db, rows, now);
}

/** @throws AppError not_found */
export async function findSourceView(
  db: Db | Tx,
  workspaceId: string,
  sourceId: string,
  now: Date,
): Promise<Source> {
  const [view] = await viewsOf(db, [await findSourceRow(db, workspaceId, sourceId)], now);
  if (!view) throw notFound("source");
  return view;
}

/** @throws AppError not_found, also for a source of another workspace */
export async function findSourceRow(db: Db | Tx, workspaceId: string, sourceId: string): Promise<SourceRow> {
  const row = await withSources(db)
    .selectFrom("listen.source")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", sourceId)
    .executeTakeFirst();
  if (!row) throw notFound("source");
  return row;
}

/** The sources of a workspace that listen to one of these addresses, by address key. */
export async function findByAddress(
  db: Db | Tx,
  workspaceId: string,
  urlKeys: readonly string[],
): Promise<Map<string, { id: string; title: string; kind: string }>> {
  if (urlKeys.length === 0) return new Map();
  const rows = await withSources(db)
    .selectFrom("listen.source")
    .select(["id", "title", "kind", "url_key"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "in", ["feed", "site"])
    .where("url_key", "in", [...urlKeys])
    .execute();
  return new Map(rows.map((row) => [`${row.kind} ${row.url_key}`, row]));
}

/** The latest polls of a source, newest first. */
export async function listPolls(
  db: Db | Tx,
  workspaceId: string,
  sourceId: string,
  limit: number,
): Promise<PollOutcome[]> {
  const rows = await withSources(db)
    .selectFrom("listen.poll")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("source_id", "=", sourceId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(outcomeOf);
}

async function viewsOf(db: Db | Tx, rows: readonly SourceRow[], now: Date): Promise<Source[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const tables = withSources(db);
  const { rows: polls } = await sql<PollRow>`
    select poll.* from unnest(${ids}::uuid[]) as wanted (id)
    cross join lateral (
      select * from listen.poll where source_id = wanted.id order by at desc, id desc limit ${shownPolls}
    ) as poll`.execute(tables);
  const firstDay = dayOf(new Date(now.getTime() - (shownDays - 1) * dayMs));
  const { rows: days } = await sql<{ source_id: string; day: string; fresh: number }>`
    select source_id, day::text as day, fresh from listen.source_day
    where source_id = any(${ids}::uuid[]) and day >= ${firstDay}::date`.execute(tables);
  const pushing = await tables
    .selectFrom("listen.push_subscription")
    .select("source_id")
    .where("source_id", "in", ids)
    .where("state", "=", "active")
    .where("expires_at", ">", now)
    .execute();
  const listenings = await readListenings(db, ids);
  const pollsOf = Map.groupBy(polls, (poll) => poll.source_id);
  const daysOf = Map.groupBy(days, (day) => day.source_id);
  const isPush = new Set(pushing.map((row) => row.source_id));
  return rows.map((row) =>
    viewOf(
      row,
      pollsOf.get(row.id) ?? [],
      daysOf.get(row.id) ?? [],
      { isPush: isPush.has(row.id), network: listenings.get(row.id) ?? null },
      now,
    ),
  );
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function viewOf(
  row: SourceRow,
  polls: readonly PollRow[],
  days: readonly { day: string; fresh: number }[],
  { isPush, network }: Pick<Source, "isPush" | "network">,
  now: Date,
): Source {
  const newest = polls.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const [latest] = newest;
  const freshOn = new Map(days.map(({ day, fresh }) => [day, fresh]));
  return {
    id: row.id,
    kind: SourceKind.parse(row.kind),
    title: row.title,
    outlet: row.outlet,
    channel: channel.catch("other").parse(row.channel),
    url: row.url,
    siteUrl: row.site_url,
    folder: row.folder,
    state: SourceState.parse(row.state),
    createdAt: row.created_at.toISOString(),
    nextPollAt: row.next_poll_at?.toISOString() ?? null,
    intervalMinutes: row.fixed_interval_minutes ?? Math.max(1, Math.round(row.interval_seconds / 60)),
    fixedIntervalMinutes: row.fixed_interval_minutes,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    failuresInARow: row.failures_in_a_row,
    lastOutcome: latest ? outcomeOf(latest) : null,
    mentionCount: Number(row.mention_count),
    rhythm: daysBack(now)
      .filter((day) => day >= dayOf(row.created_at))
      .map((day) => freshOn.get(day) ?? 0),
    health: newest.map(healthOf).reverse(),
    isPush,
    completesItems: row.completes_items,
    network,
  };
}

/** The days that are shown, oldest first. */
const daysBack = (now: Date): string[] =>
  Array.from({ length: shownDays }, (_, index) =>
    dayOf(new Date(now.getTime() - (shownDays - 1 - index) * dayMs)),
  );

const healthOf = (poll: PollRow): Source["health"][number] =>
  !poll.is_ok ? "error" : poll.fresh > 0 ? "ok" : "empty";

const outcomeOf = (poll: PollRow): PollOutcome => ({
  at: poll.at.toISOString(),
  isOk: poll.is_ok,
  key: poll.outcome_key,
  values: poll.outcome_values,
  notes: poll.notes,
  httpStatus: poll.http_status,
  found: poll.found,
  fresh: poll.fresh,
  tookMs: poll.took_ms,
});
