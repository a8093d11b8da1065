import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { MentionDraft } from "#modules/listen/server/mentions/mention-draft.ts";
import { storeMentions } from "#modules/listen/server/mentions/store-mentions.ts";
import { askNetwork } from "#modules/listen/server/network/ask-network.ts";
import type { BuiltNetwork } from "#modules/listen/server/network/network-task.ts";
import { tieQueue } from "#modules/listen/server/network/read-ties.ts";
import { type Db, openDatabase } from "#platform/db/database.ts";
import { workBehind } from "./behind-round.ts";
import type { FaultOptions, FaultResult } from "./fault.ts";
import { killAtRandom } from "./kill-at-random.ts";
import { seededRandom } from "./seeded-random.ts";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 2, 2);
/** Four weeks in which every outlet has its rhythm; the first of them falls silent after that, then one every six hours. */
const pastHours = 28 * 24;
const quietOutlets = 10;
const outlets = 15;
/** Hours that pass with each kill, until all silences have lasted long enough to be told. */
const stepHours = 3;
const steps = 44;
const perKill = 250;
const accounts = 40;

/**
 * Kills workers that read ties, make networks and look who fell silent, two at a time, again and again at random moments, and
 * compares what was kept with what was said: every post and tie once, counted once; every network made, and the same as one
 * made in peace; every silence kept and told once.
 */
export async function run(options: FaultOptions): Promise<FaultResult> {
  const { db, close } = openDatabase(options.connectionString, 4);
  try {
    const workspaceId = randomUUID();
    await db
      .insertInto("platform.workspace")
      .values({ id: workspaceId, slug: "jejaring", name: "Percobaan", zone: "Asia/Jakarta" })
      .execute();
    const desk = makeDesk(db, workspaceId);
    for (let hour = 0; hour < pastHours; hour += 24) await desk.speak(hour, hour + 24);
    await desk.post(0);
    await workBehind(db);
    let [step, bringing] = [0, Promise.resolve()];
    const next = async (): Promise<void> => {
      step += 1;
      const hour = pastHours + step * stepHours;
      if (step <= steps) await desk.speak(hour - stepHours, hour);
      await desk.post(step);
      await desk.ask(step);
    };
    const kills = await killAtRandom(
      {
        file: fileURLToPath(new URL("./behind-worker.ts", import.meta.url)),
        arguments: [options.connectionString],
      },
      {
        kills: options.kills,
        atOnce: 2,
        random: seededRandom(options.seed),
        longestMs: 1_500,
        async onKill(count) {
          bringing = bringing.then(next);
          await bringing;
          if (count % 20 === 0) options.say(`${count} kills, ${desk.posts()} posts`);
        },
      },
    );
    while (step < steps) {
      await next();
      await workBehind(db);
    }
    await workBehind(db);
    return { fault: "behind", kills, items: desk.posts(), ...(await compare(db, workspaceId, desk)) };
  } finally {
    await close();
  }
}

type Desk = ReturnType<typeof makeDesk>;

function makeDesk(db: Db, workspaceId: string) {
  let number = 0;
  let posts = 0;
  const draft = (at: number, parts: Partial<MentionDraft>): MentionDraft => {
    number += 1;
    const of = { sourceId: null, sourceTitle: "Percobaan", externalId: `butir-${number}`, author: null };
    const said = { title: `Kabar nomor ${number}`, text: `Kabar nomor ${number} dari percobaan.`, raw: null };
    const rest = { imageUrl: null, engagement: null, parentExternalId: null, threadId: null, place: null };
    return {
      ...{ ...of, ...said, ...rest, url: `https://kabar.test/${number}`, channel: "news", outlet: "Kabar" },
      ...{ language: "id", publishedAt: new Date(at), timePrecision: "minute", tags: [], attachmentIds: [] },
      ...parts,
    };
  };
  const context = (hour: number) => ({
    db,
    workspaceId,
    membership: { zone: "Asia/Jakarta" } as never,
    now: () => new Date(start + hour * hourMs),
  });
  return {
    posts: () => posts,
    /** Outlets speak every second hour; one after the other falls silent. */
    async speak(from: number, until: number): Promise<void> {
      const drafts: MentionDraft[] = [];
      for (let hour = from; hour < until; hour += 1)
        for (let outlet = 0; outlet < outlets; outlet += 1) {
          const isQuiet = outlet < quietOutlets && hour >= pastHours + outlet * 6;
          if (!isQuiet && (hour + outlet) % 2 === 0)
            drafts.push(draft(start + hour * hourMs, { outlet: `Media ${outlet}` }));
        }
      await storeMentions(db, workspaceId, drafts, new Date(start + until * hourMs));
    },
    /** Accounts post, each naming another one. */
    async post(round: number): Promise<void> {
      const drafts = Array.from({ length: perKill }, (_, n) => {
        const to = (n + 1 + (round % (accounts - 1))) % accounts;
        const text = `kata @akun${to} soal nomor ${round} ke ${n}`;
        const author = `@akun${n % accounts}`;
        return draft(start + n * 60_000, { channel: "x", outlet: "X", author, title: "", text, url: null });
      }).filter(({ author, text }) => !text.includes(`kata ${author} `));
      posts += drafts.length;
      const { ids } = await storeMentions(db, workspaceId, drafts, new Date(start));
      await tieQueue.add(db, workspaceId, ids);
    },
    /** Somebody asks for a network of what was posted in the first hour. */
    ask: (round: number): Promise<{ id: string }> =>
      askNetwork(
        context(round),
        {
          from: new Date(start).toISOString(),
          until: new Date(start + hourMs).toISOString(),
          q: '"nomor 0"',
          most: 100 + (round % 800),
        },
        { send: async () => null },
      ),
  };
}

async function compare(db: Db, workspaceId: string, desk: Desk): Promise<Record<string, number>> {
  const { rows } = await sql<Record<"posts" | "counted" | "ties" | "waiting" | "unmade", number>>`
    select (select count(*)::int from listen.account_post) as posts,
      (select coalesce(sum(count), 0)::int from listen.account_count where grain = 'day') as counted,
      (select count(*)::int from listen.account_tie) as ties,
      (select count(*)::int from listen.tie_queue) as waiting,
      (select count(*)::int from listen.network where state <> 'done') as unmade`.execute(db);
  const { posts = 0, counted = 0, ties = 0, waiting = 0, unmade = 0 } = rows[0] ?? {};
  const made = await readNetworks(db);
  const [one] = made;
  if (one)
    await sql`update listen.network set state = 'waiting', result = null where id = ${one.id}::uuid`.execute(
      db,
    );
  await workBehind(db);
  const peace = (await readNetworks(db)).find(({ id }) => id === one?.id);
  const gaps = await sql<{ key: string }>`select outlet_key as key from listen.outlet_gap
    where workspace_id = ${workspaceId}::uuid and ended_at is null`.execute(db);
  const told = await sql<{ count: number }>`
    select coalesce(sum(case kind when 'listen.outlets_silent' then (values ->> 'count')::int else 1 end), 0)::int as count
    from platform.notice where kind in ('listen.outlet_silent', 'listen.outlets_silent')`.execute(db);
  const silent = new Set(gaps.rows.map(({ key }) => key)).size;
  return {
    missedPosts: desk.posts() - posts,
    miscounted: Math.abs(counted - desk.posts()),
    wrongTies: Math.abs(ties - desk.posts()),
    waiting,
    networks: made.length,
    unmade,
    unlike: made.filter(({ result }) => !isDeepStrictEqual(shapeOf(result), shapeOf(peace?.result ?? null)))
      .length,
    silences: silent,
    missedSilences: quietOutlets - silent,
    silencesTwice: gaps.rows.length - silent,
    untold: Math.abs((told.rows[0]?.count ?? 0) - silent),
  };
}

async function readNetworks(db: Db) {
  const { rows } = await sql<{ id: string; result: BuiltNetwork | null }>`
    select id, result from listen.network order by asked_at, id`.execute(db);
  return rows;
}

/** A network without how long it took. */
const shapeOf = (network: BuiltNetwork | null) => network && { ...network, tookMs: 0 };
