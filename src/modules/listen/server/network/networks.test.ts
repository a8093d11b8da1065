import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import type { SentNetworkResult } from "../../contract/network.ts";
import { makeCopyMemory } from "../copies/copy-window.ts";
import { findCopies } from "../copies/find-copies.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { removeMonth } from "../mentions/remove-month.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { askNetwork } from "./ask-network.ts";
import { getNetwork } from "./get-network.ts";
import { forgetNetworks, makeNetwork } from "./make-network.ts";
import { readTies, tieQueue } from "./read-ties.ts";
import { writeGraphml } from "./write-graphml.ts";

let database: TestDatabase;
let officer: RequestContext;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  officer = contextFor(database.db, await makeWorkspace(database.db), "officer");
});

const sourceId = randomUUID();
const forEver = new AbortController().signal;
const period = { from: "2026-03-16T00:00:00.000Z", until: "2026-03-18T00:00:00.000Z" };
const post = (n: number, author: string, text: string, parts: Partial<MentionDraft> = {}): MentionDraft =>
  aDraft(n, {
    sourceId,
    externalId: `post-${n}`,
    url: null,
    channel: "x",
    outlet: "X",
    author,
    title: "",
    text,
    publishedAt: new Date(testNow.getTime() + (n - 200) * 60_000),
    ...parts,
  });

async function take(drafts: readonly MentionDraft[]): Promise<string[]> {
  const { ids } = await storeMentions(database.db, officer.workspaceId, drafts, testNow);
  await sql`insert into listen.copy_queue (workspace_id, mention_ids) values (${officer.workspaceId}::uuid, ${ids}::uuid[])`.execute(
    database.db,
  );
  await findCopies(
    { db: database.db, memory: makeCopyMemory(), now: () => testNow },
    officer.workspaceId,
    forEver,
  );
  await tieQueue.add(database.db, officer.workspaceId, ids);
  await readTies(database.db, officer.workspaceId, forEver);
  return ids;
}

const sent: unknown[] = [];
const jobs = { send: async (_kind: unknown, payload: unknown) => sent.push(payload) } as unknown as JobQueue;
async function network(q = "", most = 1_000): Promise<SentNetworkResult> {
  const { id } = await askNetwork(officer, { ...period, q, most }, jobs);
  await makeNetwork(
    { db: database.db, now: () => testNow },
    { workspaceId: officer.workspaceId, networkId: id },
  );
  const made = await getNetwork(officer, { id });
  expect(made).toMatchObject({ state: "done", progress: 100 });
  if (made.result === null) throw new Error("a network that is done has a result");
  return made.result;
}
const said = ({ nodes, edges }: SentNetworkResult): string[] =>
  edges
    .map(({ from, to, kind, weight }) => `${nodes[from]?.name} ${kind} ${nodes[to]?.name} ${weight}`)
    .sort();

describe("networks", () => {
  test("tie accounts by what they pass on, answer and name, also by the mention that they answer", async () => {
    await take([
      post(1, "ani", "Jalan di depan sekolah rusak parah, kapan diperbaiki?"),
      post(2, "Budi", "RT @ani: Jalan di depan sekolah rusak parah, kapan diperbaiki?"),
      post(3, "budi", "RT @Ani: Jalan di depan sekolah rusak parah, kapan diperbaiki? Sudah lama"),
      post(4, "citra", "@ani setuju, tolong @pupr_kota lihat"),
      post(5, "dewi", "Sudah kami catat, terima kasih laporannya", { parentExternalId: "post-4" }),
      post(6, "eko", "@eko bicara sendiri"),
      post(7, "Kabar Uji", "Berita @ani", { channel: "news", outlet: "Kabar Uji" }),
    ]);
    const found = await network();
    expect(said(found)).toEqual([
      "@budi repost @ani 2",
      "@citra mention @pupr_kota 1",
      "@citra reply @ani 1",
      "@dewi reply @citra 1",
    ]);
    expect(found).toMatchObject({
      mentions: 6,
      allNodes: 5,
      ties: { repost: 2, reply: 2, mention: 1, copy: 0 },
    });
    expect(found.nodes.find(({ key }) => key === "x:ani")).toMatchObject({ posts: 1, received: 3, sent: 0 });
    const answered = await network("catat OR setuju");
    expect(answered).toMatchObject({ mentions: 2, ties: { repost: 0, reply: 2, mention: 1 } });
    await expect(network("jalan AND")).rejects.toMatchObject({ code: "invalid" });
  });

  test("name the same words from several accounts within minutes as a burst, with everybody who took part", async () => {
    const words = "Mari dukung program sekolah sehat demi masa depan anak bangsa yang lebih baik";
    await take([
      ...[1, 2, 3, 4, 5, 6].map((n) => post(n, `akun_${n}`, words)),
      // The same words a day later by one person are nobody's burst.
      post(300, "akun_9", "Selamat pagi semuanya, semoga hari ini menyenangkan bagi kita"),
      post(301, "akun_9", "Selamat pagi semuanya, semoga hari ini menyenangkan bagi kita"),
    ]);
    const found = await network();
    expect(found.ties.copy).toBe(5);
    expect(found.bursts).toMatchObject([{ posts: 6, accounts: 6, minutes: 5, words }]);
    expect(found.bursts[0]?.evidence.map(({ name }) => name)).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `akun_${n}`),
    );
    expect(found.communities[0]).toMatchObject({ size: 6, posts: 6 });
    const xml = writeGraphml(found);
    expect(xml.match(/<node /g)).toHaveLength(6);
    expect(xml.match(/<edge /g)).toHaveLength(5);
  });

  test("keep the largest when there are more than may be drawn, and count the rest", async () => {
    await take(
      Array.from({ length: 30 }, (_, n) =>
        post(n, `akun_${n}`, `@tujuan_${n % 15} halo, ini kiriman ke-${n}`),
      ),
    );
    const found = await network("", 10);
    expect(found.nodes).toHaveLength(10);
    expect(found).toMatchObject({ allNodes: 45, allEdges: 30 });
    expect(found.edges.every(({ from, to }) => from < 10 && to < 10)).toBe(true);
  });

  test("are made once for a question, again after a failure, and forgotten after a week and with their mentions", async () => {
    await take([post(1, "ani", "halo @budi apa kabar")]);
    const asked = { ...period, q: "", most: 100 };
    const first = await askNetwork(officer, asked, jobs);
    await database.db.executeQuery(
      sql`update listen.network set state = 'failed' where id = ${first.id}::uuid`.compile(database.db),
    );
    expect(await askNetwork(officer, asked, jobs)).toEqual(first);
    await makeNetwork(
      { db: database.db, now: () => testNow },
      { workspaceId: officer.workspaceId, networkId: first.id },
    );
    sent.length = 0;
    expect(await askNetwork(officer, asked, jobs)).toEqual(first);
    expect(sent).toEqual([]);
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    await expect(getNetwork(stranger, first)).rejects.toMatchObject({ code: "not_found" });
    await forgetNetworks(database.db, new Date(testNow.getTime() + 8 * 86_400_000));
    await expect(getNetwork(officer, first)).rejects.toMatchObject({ code: "not_found" });
    await database.db
      .transaction()
      .execute((tx) =>
        removeMonth(withMentions(tx), [officer.workspaceId], new Date("2026-03-01T00:00:00Z")),
      );
    const left = await sql<{ count: number }>`
      select (select count(*) from listen.account_post where workspace_id = ${officer.workspaceId}::uuid)::int
        + (select count(*) from listen.account_tie where workspace_id = ${officer.workspaceId}::uuid)::int
        + (select count(*) from listen.account where workspace_id = ${officer.workspaceId}::uuid)::int as count`.execute(
      database.db,
    );
    expect(left.rows[0]?.count).toBe(0);
  });

  const file = new URL("../../../../../../shared/data/social-mbg-2025/posts.jsonl", import.meta.url);
  test.skipIf(!existsSync(file))(
    "of real posts have communities that stand apart (skipped where the posts are not there)",
    async () => {
      type Row = { id: string; author: string; text: string; created_at: string };
      const rows = readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line): Row => JSON.parse(line));
      const drafts = rows.map((row) =>
        post(0, row.author, row.text, {
          externalId: row.id,
          publishedAt: new Date(Date.parse(row.created_at) + 400 * 86_400_000),
        }),
      );
      await take(drafts);
      const { id } = await askNetwork(
        officer,
        { from: "2026-02-01T00:00:00.000Z", until: "2026-04-01T00:00:00.000Z", q: "", most: 5_000 },
        jobs,
      );
      await makeNetwork(
        { db: database.db, now: () => testNow },
        { workspaceId: officer.workspaceId, networkId: id },
      );
      const { result } = await getNetwork(officer, { id });
      expect(result?.nodes.length).toBeGreaterThan(1_000);
      expect(result?.modularity).toBeGreaterThan(0.4);
      expect(result?.ties.reply).toBeGreaterThan(500);
    },
  );
});
