import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { SentNewsmakerDetail } from "../../contract/newsmaker.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { openVeil } from "../personal-data/veil.ts";
import { listDecisions } from "./list-decisions.ts";
import { said, toFigures } from "./list-newsmakers.ts";
import { fieldOf, nameNewsmakers, newsmakerQuery } from "./name-newsmakers.ts";
import { readMaybeSame, readVariants } from "./newsmaker-names.ts";
import { type NewsmakerDb, type NewsmakerKind, withNewsmakers } from "./newsmaker-tables.ts";
import { daysOfRoots, keysOfRoots, type Period, rootOf, type Sums, sumRoots } from "./sum-newsmakers.ts";

/** Of the period's mentions of one newsmaker so many, the newest, are looked at for outlets, company and offices. */
const mostLooked = 1_500;
const mostLines = 20;
const none: Sums = { named: 0, quoted: 0, quotes: 0, negative: 0, neutral: 0, positive: 0, unsure: 0 };

/**
 * An officer opens a person or organisation: how much and in what tone, by which outlets, beside whom, in which offices,
 * in which spellings. Somebody who was never named is an empty page, not an error: the key is a name.
 */
export async function getNewsmaker(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor">,
  input: { kind: NewsmakerKind; key: string; from: string; until: string },
): Promise<SentNewsmakerDetail> {
  const db = withNewsmakers(context.db);
  const { workspaceId } = context;
  const { kind } = input;
  const period = { from: new Date(input.from), until: new Date(input.until) };
  const before = { from: new Date(2 * period.from.getTime() - period.until.getTime()), until: period.from };
  const root = await rootOf(db, workspaceId, kind, input.key);
  const keyed = await keysOfRoots(db, workspaceId, kind, [root]);
  const keys = keyed.get(root) ?? [root];
  const [nows, thens, named, dayRows, sample, seen, variants, maybeSame, decisions, veil] = await Promise.all(
    [
      sumRoots(db, workspaceId, kind, period, keys),
      sumRoots(db, workspaceId, kind, before, keys),
      nameNewsmakers(db, workspaceId, kind, keyed, period.until),
      daysOfRoots(db, workspaceId, kind, period, keys),
      readSample(db, workspaceId, kind, keys, period),
      readSeen(db, workspaceId, kind, keys),
      readVariants(db, workspaceId, kind, root),
      readMaybeSame(db, workspaceId, kind, root, keys),
      listDecisions(db, workspaceId, kind, keys, context.actor.id),
      openVeil(context.db, workspaceId),
    ],
  );
  const names = named.get(root);
  const days = new Map(dayRows.map((day) => [day.at, day]));
  const show = (words: string) => veil("news").words(words);
  return {
    kind,
    key: root,
    ...said(veil, names?.name ?? root, names?.role ?? null),
    ...toFigures(nows.get(root) ?? none, thens.get(root) ?? none),
    query: newsmakerQuery(fieldOf(kind), keys),
    speakerQuery: newsmakerQuery("speaker", keys),
    firstSeen: seen.first?.toISOString() ?? null,
    lastSeen: seen.last?.toISOString() ?? null,
    days: daysIn(period).map((at) => {
      const day = days.get(at) ?? none;
      const { named, quoted, negative, neutral, positive, unsure } = day;
      return { at: `${at}T00:00:00Z`, count: named, quoted, tones: { negative, neutral, positive, unsure } };
    }),
    sample: { size: sample.size, isMore: sample.size >= mostLooked },
    outlets: sample.outlets,
    beside: sample.beside.map((one) => ({ ...one, name: show(one.name) })),
    roles: sample.roles.map(({ role, count, first, last }) => ({
      role: show(role),
      count,
      firstSeen: first,
      lastSeen: last,
    })),
    variants: variants.map((one) => ({
      ...one,
      name: show(one.name),
    })),
    maybeSame: maybeSame.map((one) => ({
      ...one,
      name: show(one.name),
    })),
    decisions,
  };
}

function daysIn({ from, until }: Period): string[] {
  const days: string[] = [];
  for (let at = Math.floor(from.getTime() / dayMs) * dayMs; at < until.getTime(); at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

async function readSeen(db: NewsmakerDb, workspaceId: string, kind: NewsmakerKind, keys: readonly string[]) {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    select min(first) as first, max(last) as last from unnest(${[...keys]}::text[]) as part (key)
    cross join lateral (select min(published_at) as first, max(published_at) as last from listen.newsmaker_mention as named
      where named.workspace_id = ${workspaceId}::uuid and named.kind = ${kind} and named.key = part.key) as span`.execute(
    db,
  );
  return rows[0] ?? { first: null, last: null };
}

type Sample = {
  size: number;
  outlets: SentNewsmakerDetail["outlets"];
  beside: { kind: NewsmakerKind; key: string; name: string; count: number }[];
  roles: { role: string; count: number; first: string; last: string }[];
};

async function readSample(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  keys: readonly string[],
  { from, until }: Period,
): Promise<Sample> {
  // Name by name: for several at once the database would go through everybody's mentions from the newest on.
  const looked = sql`
    select newest.* from unnest(${[...keys]}::text[]) as part (key)
    cross join lateral (
      select mention_id, published_at, quotes, tone, outlet_key, outlet, role from listen.newsmaker_mention as named
      where named.workspace_id = ${workspaceId}::uuid and named.kind = ${kind} and named.key = part.key
        and published_at >= ${from.toISOString()}::timestamptz and published_at < ${until.toISOString()}::timestamptz
      order by published_at desc limit ${mostLooked}
    ) as newest
    order by published_at desc limit ${mostLooked}`;
  const outlets = await sql<{ outlet: string; named: number; quoted: number; total: number } & Sums>`
    with looked as (${looked})
    select min(outlet) as outlet, count(*)::int as named, count(*) filter (where quotes > 0)::int as quoted,
      count(*) filter (where tone = 'negative')::int as negative, count(*) filter (where tone = 'neutral')::int as neutral,
      count(*) filter (where tone = 'positive')::int as positive, count(*) filter (where tone = 'unsure')::int as unsure,
      sum(count(*)) over ()::int as total
    from looked group by outlet_key order by 2 desc, 1 limit ${mostLines}`.execute(db);
  const beside = await sql<{ kind: NewsmakerKind; key: string; name: string; count: number }>`
    with looked as (select distinct mention_id from (${looked}) as one)
    select other.kind, coalesce(link.root, other.key) as key, mode() within group (order by other.name) as name,
      count(distinct other.mention_id)::int as count
    from looked join listen.newsmaker_mention as other using (mention_id)
    left join listen.newsmaker_link as link on link.workspace_id = other.workspace_id and link.kind = other.kind
      and link.key = other.key
    where other.workspace_id = ${workspaceId}::uuid
      and not (other.kind = ${kind} and other.key = any(${[...keys]}::text[]))
    group by 1, 2 order by 4 desc, 2 limit ${mostLines}`.execute(db);
  const roles = await sql<{ role: string; count: number; first: Date; last: Date }>`
    with looked as (${looked})
    select min(role) as role, count(*)::int as count, min(published_at) as first, max(published_at) as last
    from looked where role is not null group by lower(role) order by 2 desc, 1 limit ${mostLines}`.execute(
    db,
  );
  return {
    size: outlets.rows[0]?.total ?? 0,
    outlets: outlets.rows.map(({ outlet, named, quoted, negative, neutral, positive, unsure }) => ({
      outlet,
      named,
      quoted,
      tones: { negative, neutral, positive, unsure },
    })),
    beside: beside.rows,
    roles: roles.rows.map(({ role, count, first, last }) => ({
      role,
      count,
      first: first.toISOString(),
      last: last.toISOString(),
    })),
  };
}
