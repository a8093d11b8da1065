import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { accountCountsOf } from "#modules/listen/server/network/account-counts.ts";
import { gatherNetwork } from "#modules/listen/server/network/gather-network.ts";
import { scopeOf } from "#modules/listen/server/network/network-scope.ts";
import { withNetworks } from "#modules/listen/server/network/network-tables.ts";
import { placeNetwork } from "#modules/listen/server/network/place-network.ts";
import { listOutlets } from "#modules/listen/server/outlets/list-outlets.ts";
import { lookForGaps } from "#modules/listen/server/outlets/look-for-gaps.ts";
import { type Db, openDatabase } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";

/** Four in ten are articles of 300 outlets, the others posts of 50,000 accounts; a twentieth is about us. */
const outlets = 300;
const accounts = 50_000;
/** A dense store: a million mentions in 90 days. More than a million are those of two years. */
const daysOf = (total: number): number => (total > 1_000_000 ? 730 : 90);
const end = Date.UTC(2026, 2, 17, 7);
const dayMs = 86_400_000;
const rounds = 20;
const warming = 4;

/** How long the lists of outlets and accounts, a look for silences and a network take. */
export async function run({ connectionString, mentions, say }: BenchOptions): Promise<Figure[]> {
  const { db, close } = openDatabase(connectionString, 4);
  try {
    const figures: Figure[] = [];
    for (const total of mentions) figures.push(...(await measure(db, total, say)));
    return figures;
  } finally {
    await close();
  }
}

async function measure(db: Db, total: number, say: BenchOptions["say"]): Promise<Figure[]> {
  const workspaceId = randomUUID();
  await sql`insert into platform.workspace (id, slug, name, zone)
      values (${workspaceId}::uuid, ${`media-${total}`}, 'Media', 'Asia/Jakarta')`.execute(db);
  say(`filling the counts of ${total} mentions in ${daysOf(total)} days`);
  await fill(db, workspaceId, total);
  say("asking");
  const now = () => new Date(end);
  const context = { db, workspaceId, now } as unknown as RequestContext;
  const figure = (what: string, ms: number): Figure => ({
    figure: `outlets: ${what}, ${total / 1_000_000} million mentions in ${daysOf(total)} days`,
    value: Math.round(ms),
    unit: "ms",
  });
  const said = (what: string, times: readonly number[]): Figure[] =>
    [0.5, 0.95].map((share) => figure(`${what}, p${share * 100}`, quantile(times, share)));
  const figures: Figure[] = [];
  for (const kind of ["outlet", "account"] as const)
    for (const span of [7, 30, 90]) {
      const times: number[] = [];
      for (let round = -warming; round < rounds; round += 1) {
        const until = end - Math.abs(round) * 3_600_000;
        const begun = performance.now();
        await listOutlets(context, {
          from: new Date(until - span * dayMs).toISOString(),
          until: new Date(until).toISOString(),
          kind,
          sort: round % 2 === 0 ? "mentions" : "negative",
          words: "",
          limit: 30,
          skip: 0,
        });
        // The first answers warm the cache, as in a desk that is in use.
        if (round >= 0) times.push(performance.now() - begun);
      }
      figures.push(...said(`list of ${kind}s of ${span} days`, times));
      say(`${kind}s of ${span} days: ${Math.round(quantile(times, 0.5))} ms`);
    }
  const looks: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const begun = performance.now();
    await lookForGaps({ db, now }, workspaceId);
    looks.push(performance.now() - begun);
  }
  figures.push(...said("look for silences", looks));
  const network = withNetworks(db);
  const settings = {
    from: new Date(end - 30 * dayMs).toISOString(),
    until: now().toISOString(),
    q: "",
    most: 5_000,
  };
  const scope = await scopeOf(network, workspaceId, settings, { now: now(), zone: "Asia/Jakarta" });
  const begun = performance.now();
  const gathered = await gatherNetwork(network, workspaceId, scope, settings.most);
  const read = performance.now();
  placeNetwork(gathered);
  figures.push(
    figure("ties of 30 days read", read - begun),
    figure(`${gathered.nodes.length} nodes, ${gathered.edges.length} ties placed`, performance.now() - read),
  );
  return figures;
}

/** Outlets and accounts by Zipf's law. The counts are added up as the desk adds them. */
async function fill(db: Db, workspaceId: string, total: number): Promise<void> {
  const days = daysOf(total);
  const articles = total * 0.4;
  const posts = total * 0.6;
  const owned = sql`${workspaceId}::uuid`;
  /** Rows lie in the order in which they came, as the desk's do; `n` counts them from 1. */
  const at = (rows: number) => sql`to_timestamp(${end / 1000})
    - interval '1 second' * floor((${rows} - n + random()) * ${(days * 86_400) / rows}::float8)`;
  const months = Array.from({ length: Math.ceil(days / 30) + 1 }, (_, back) =>
    new Date(Date.UTC(2026, 2 - back, 1)).toISOString().slice(0, 10),
  );
  await sql`select setseed(0.42), listen.ensure_mention_months(${months}::date[])`.execute(db);
  for (const grain of ["hour", "day", "month"])
    await sql`
      insert into listen.mention_count (workspace_id, grain, at, outlet_key, channel, language, outlet, count)
      select ${owned}, ${grain}, date_trunc(${grain}, at, 'UTC'), 'media ' || rank, 'news', 'id', 'Media ' || rank, count(*)
      from (select ${at(articles)} as at, floor(exp(random() * ln(${outlets})))::int as rank
        from generate_series(1, ${articles}) as n) as one
      group by 1, 2, 3, 4, 7 order by 3`.execute(db);
  await sql`
    insert into listen.mention_total (workspace_id, grain, at, count)
    select workspace_id, grain, at, sum(count) from listen.mention_count where workspace_id = ${owned} group by 1, 2, 3`.execute(
    db,
  );
  await sql`
    insert into listen.account_post (workspace_id, published_at, mention_id, channel, handle)
    select ${owned}, ${at(posts)}, gen_random_uuid(), 'x', 'akun_' || floor(exp(random() * ln(${accounts})))::int
    from generate_series(1, ${posts}) as n`.execute(db);
  await sql`
    insert into listen.account_count (workspace_id, grain, at, channel, handle, count)
    select ${owned}, said.* from (${accountCountsOf(sql`listen.account_post as post
      where post.workspace_id = ${owned}`)}) as said order by at`.execute(db);
  await sql`
    insert into listen.account (workspace_id, channel, handle, name, named_at)
    select distinct ${owned}, 'x', handle, '@' || handle, now() from listen.account_post where workspace_id = ${owned}`.execute(
    db,
  );
  await sql`
    insert into listen.account_tie (workspace_id, published_at, mention_id, kind, channel, handle, to_handle)
    select ${owned}, published_at, mention_id, (array['repost', 'reply', 'mention'])[1 + floor(random() * 3)], 'x', handle,
      'akun_' || floor(exp(random() * ln(${accounts})))::int
    from listen.account_post where workspace_id = ${owned} and random() < 0.7`.execute(db);
  const monitorId = randomUUID();
  await sql`
    insert into listen.monitor (id, workspace_id, name, name_key, folder, colour, kind, q, exclude, zone, receiver_ids, state,
      set_revision, revision_count, created_at, updated_at)
    values (${monitorId}::uuid, ${owned}, 'Kami', 'kami', '', 'tarum', 'ours', 'kami', '', 'Asia/Jakarta', '{}', 'on', 1, 1,
      now(), now())`.execute(db);
  await sql`
    insert into listen.monitor_match (workspace_id, monitor_id, published_at, mention_id, matched_at, is_backfilled, tone,
      channel, outlet_key, handle)
    select ${owned}, ${monitorId}::uuid, published_at, mention_id, now(), false,
      (array['negative', 'neutral', 'positive', 'unsure'])[1 + floor(random() * 4)], 'x', 'x', handle
    from listen.account_post where workspace_id = ${owned} and random() < 0.05
    union all
    select ${owned}, ${monitorId}::uuid, ${at(articles / 20)}, gen_random_uuid(), now(), false,
      (array['negative', 'neutral', 'positive', 'unsure'])[1 + floor(random() * 4)], 'news',
      'media ' || floor(exp(random() * ln(${outlets})))::int, null
    from generate_series(1, ${articles / 20}) as n`.execute(db);
  await sql`vacuum analyze listen.mention_count, listen.account_post, listen.account_count, listen.account_tie, listen.monitor_match, listen.account`.execute(
    db,
  );
}
