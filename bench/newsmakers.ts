import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { getNewsmaker } from "#modules/listen/server/newsmakers/get-newsmaker.ts";
import { listNewsmakerQuotes } from "#modules/listen/server/newsmakers/list-newsmaker-quotes.ts";
import { listNewsmakers } from "#modules/listen/server/newsmakers/list-newsmakers.ts";
import { type Db, openDatabase } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";

/** So many mentions, with two and a half names each, lie in the last 90 days. */
const mentions = 1_000_000;
const days = 90;
const end = Date.UTC(2026, 2, 17, 7, 20);
const dayMs = 86_400_000;
const rounds = 40;
const warming = 10;

/** How long the ranking of newsmakers and one's page take over a million mentions. */
export async function run({ connectionString, say }: BenchOptions): Promise<Figure[]> {
  const { db, close } = openDatabase(connectionString, 4);
  try {
    const workspaceId = randomUUID();
    await sql`insert into platform.workspace (id, slug, name, zone)
      values (${workspaceId}::uuid, 'tokoh', 'Tokoh', 'Asia/Jakarta')`.execute(db);
    say(`filling ${mentions} mentions`);
    await fill(db, workspaceId);
    say("asking");
    const context = {
      db,
      workspaceId,
      membership: { zone: "Asia/Jakarta" },
      actor: { id: null },
      now: () => new Date(end),
    } as unknown as RequestContext;
    const ranking = async (span: number) => {
      const times: number[] = [];
      // The first answers warm the cache, as in a desk that is in use.
      for (let round = -warming; round < rounds; round += 1) {
        const until = new Date(end - round * 3_600_000);
        const begun = performance.now();
        await listNewsmakers(context, {
          from: new Date(until.getTime() - span * dayMs).toISOString(),
          until: until.toISOString(),
          q: "",
          kind: "person",
          sort: Math.abs(round) % 2 === 0 ? "quoted" : "named",
          limit: 30,
        });
        if (round >= 0) times.push(performance.now() - begun);
      }
      return times;
    };
    const figures: Figure[] = [];
    for (const span of [7, 30, 90]) figures.push(...said(`ranking of ${span} days`, await ranking(span)));
    const pages: number[] = [];
    const quotes: number[] = [];
    for (let round = -warming; round < rounds; round += 1) {
      const who = {
        kind: "person" as const,
        key: `tokoh nomor ${1 + (Math.abs(round) % 20)}`,
        from: new Date(end - 30 * dayMs).toISOString(),
        until: new Date(end).toISOString(),
      };
      const begun = performance.now();
      await getNewsmaker(context, who);
      if (round >= 0) pages.push(performance.now() - begun);
      const asked = performance.now();
      await listNewsmakerQuotes(context, { ...who, limit: 20, skip: 0 });
      if (round >= 0) quotes.push(performance.now() - asked);
    }
    return [...figures, ...said("page of 30 days", pages), ...said("quotes of 30 days", quotes)];
  } finally {
    await close();
  }
}

const said = (what: string, times: readonly number[]): Figure[] =>
  [0.5, 0.95].map((share) => ({
    figure: `newsmakers: ${what}, 1 million mentions, p${share * 100}`,
    value: Math.round(quantile(times, share)),
    unit: "ms",
  }));

/** Names by Zipf's law among 200,000; a third of them are quoted. The counts are added up as the desk adds them. */
async function fill(db: Db, workspaceId: string): Promise<void> {
  const owned = sql`${workspaceId}::uuid`;
  await sql`select setseed(0.42)`.execute(db);
  await sql`
    insert into listen.newsmaker_mention
      (workspace_id, kind, key, published_at, mention_id, quotes, tone, outlet_key, outlet, name, role)
    select ${owned}, kind, 'tokoh nomor ' || rank, at, id, quotes, (array['negative','neutral','positive','unsure'])[1 + floor(random() * 4)],
      outlet, outlet, 'Tokoh Nomor ' || rank, case when random() < 0.5 then 'Kepala Dinas ' || rank % 50 end
    from (
      select id, at, outlet, slot, case when slot < 2 then 'person' else 'organisation' end as kind,
        floor(exp(random() * ln(200000)))::int + slot * 0 as rank,
        case when random() < 0.33 then 1 + floor(random() * 3)::int else 0 end as quotes
      from (
        select gen_random_uuid() as id, 'outlet ' || floor(random() * 200)::int as outlet,
          to_timestamp(${end / 1000}) - interval '1 second' * floor(random() * ${days * 86_400}) as at
        from generate_series(1, ${mentions})
      ) as mention cross join generate_series(0, 2) as slot
      where slot < 2 or random() < 0.5
    ) as named
    on conflict do nothing`.execute(db);
  await sql`
    insert into listen.newsmaker_day
    select workspace_id, kind, key, (published_at at time zone 'UTC')::date, count(*), count(*) filter (where quotes > 0),
      sum(quotes), count(*) filter (where tone = 'negative'), count(*) filter (where tone = 'neutral'),
      count(*) filter (where tone = 'positive'), count(*) filter (where tone = 'unsure')
    from listen.newsmaker_mention where workspace_id = ${owned} group by 1, 2, 3, 4`.execute(db);
  await sql`
    insert into listen.newsmaker (workspace_id, kind, key, is_short)
    select distinct workspace_id, kind, key, false from listen.newsmaker_day where workspace_id = ${owned}`.execute(
    db,
  );
  await sql`analyze listen.newsmaker_mention, listen.newsmaker_day, listen.newsmaker`.execute(db);
}
