import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { combinationsOf } from "#modules/listen/server/monitors/combination-counts.ts";
import { getShareOfVoice } from "#modules/listen/server/share-of-voice/get-share-of-voice.ts";
import { type Db, openDatabase } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";

const end = Date.UTC(2026, 2, 17, 7);
const dayMs = 86_400_000;
const days = 730;
const voices = 6;
const topics = 6;
/** Of all mentions each voice and each topic has so many. */
const share = 0.01;
const rounds = 20;
const warming = 3;

/** How long six voices beside one another take, each with a hundredth of five million mentions of two years. */
export async function run({ connectionString, say }: BenchOptions): Promise<Figure[]> {
  const { db, close } = openDatabase(connectionString, 4);
  try {
    const workspaceId = randomUUID();
    await sql`insert into platform.workspace (id, slug, name, zone)
      values (${workspaceId}::uuid, 'porsi', 'Porsi', 'Asia/Jakarta')`.execute(db);
    say("filling");
    await fill(db, workspaceId);
    const context = { db, workspaceId, membership: { zone: "Asia/Jakarta" } } as unknown as RequestContext;
    const figures: Figure[] = [];
    for (const copies of ["each", "once"] as const)
      for (const span of [7, 30, 90]) {
        const times: number[] = [];
        for (let round = -warming; round < rounds; round += 1) {
          const until = end - Math.abs(round) * dayMs;
          const begun = performance.now();
          await getShareOfVoice(context, {
            from: new Date(until - span * dayMs).toISOString(),
            until: new Date(until).toISOString(),
            monitorIds: [],
            copies,
            topics: "monitors",
          });
          if (round >= 0) times.push(performance.now() - begun);
        }
        for (const part of [0.5, 0.95])
          figures.push({
            figure: `share of voice: ${span} days, copies ${copies}, 6 voices of 50,000 mentions, p${part * 100}`,
            value: Math.round(quantile(times, part)),
            unit: "ms",
          });
      }
    return figures;
  } finally {
    await close();
  }
}

/** Mentions are found by one voice, a fifth of them by two, and by a topic; a tenth are copies in groups of four. */
async function fill(db: Db, workspaceId: string): Promise<void> {
  const owned = sql`${workspaceId}::uuid`;
  const found = Math.round(5_000_000 * share * voices);
  await sql`select setseed(0.42)`.execute(db);
  await sql`
    insert into listen.monitor (id, workspace_id, name, name_key, folder, colour, kind, q, exclude, zone, receiver_ids, state,
      set_revision, revision_count, created_at, updated_at)
    select gen_random_uuid(), ${owned}, 'M' || n, 'm' || n, '', (1 + n % 6)::text,
      case when n = 0 then 'ours' when n < ${voices}::int then 'peer' else 'topic' end, 'x', '', 'Asia/Jakarta', '{}', 'on', 1, 1,
      now(), now()
    from generate_series(0, ${voices + topics - 1}::int) as n`.execute(db);
  await sql`select listen.ensure_mention_months(array(select generate_series('2024-01-01'::date, '2026-04-01', '1 month')::date))`.execute(
    db,
  );
  await sql`
    create temp table seen as select gen_random_uuid() as id, n,
      to_timestamp(${end / 1000}) - interval '1 second' * floor(random() * ${days * 86_400}) as at,
      (array['negative', 'neutral', 'positive', 'unsure'])[1 + floor(random() * 4)] as tone
    from generate_series(1, ${found}::int) as n`.execute(db);
  const match = (monitor: ReturnType<typeof sql>, where: ReturnType<typeof sql>) => sql`
    insert into listen.monitor_match
    select ${owned}, monitor.id, at, seen.id, at, false, tone, 'news', 'outlet ' || seen.n % 200
    from seen join listen.monitor as monitor on monitor.name_key = 'm' || ${monitor}
    where ${where} on conflict do nothing`;
  await match(sql`seen.n % ${voices}::int`, sql`true`).execute(db);
  await match(sql`(seen.n + 1) % ${voices}::int`, sql`seen.n % 5 = 0`).execute(db);
  await match(sql`${voices}::int + seen.n % ${topics}::int`, sql`true`).execute(db);
  await sql`
    insert into listen.copy_member (workspace_id, mention_id, published_at, group_id, ordered_at, outlet, kind, joined_at)
    select ${owned}, id, at, md5((n / 40)::text)::uuid, at, 'outlet', 'same', at from seen where n % 10 = 0`.execute(
    db,
  );
  await sql`
    insert into listen.monitor_count
    select workspace_id, monitor_id, date_trunc('hour', published_at), count(*), count(*) filter (where tone = 'negative'),
      count(*) filter (where tone = 'neutral'), count(*) filter (where tone = 'positive'), count(*) filter (where tone = 'unsure')
    from listen.monitor_match where workspace_id = ${owned} group by 1, 2, 3`.execute(db);
  await sql`
    insert into listen.monitor_outlet_count
    select workspace_id, monitor_id, date_trunc('day', published_at, 'UTC'), outlet_key, channel, outlet_key, count(*),
      count(*) filter (where tone = 'negative'), count(*) filter (where tone = 'neutral'),
      count(*) filter (where tone = 'positive'), count(*) filter (where tone = 'unsure')
    from listen.monitor_match where workspace_id = ${owned} group by 1, 2, 3, 4, 5`.execute(db);
  await sql`
    insert into listen.monitor_combination (workspace_id, at, key, monitor_ids, count)
    select ${owned}, found.* from (${combinationsOf(sql`listen.monitor_match as matched
      where matched.workspace_id = ${owned}`)}) as found`.execute(db);
  await sql`vacuum analyze listen.monitor_match, listen.monitor_count, listen.monitor_outlet_count,
    listen.monitor_combination, listen.copy_member`.execute(db);
}
