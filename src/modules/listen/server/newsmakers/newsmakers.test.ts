import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { judgeMention } from "../analysis/judge-mention.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { removeMonth } from "../mentions/remove-month.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { findMentions } from "../search/find-mentions.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { getNewsmaker } from "./get-newsmaker.ts";
import { judgeNewsmaker } from "./judge-newsmaker.ts";
import { listNewsmakerQuotes } from "./list-newsmaker-quotes.ts";
import { listNewsmakers } from "./list-newsmakers.ts";
import { newsmakerCounts } from "./newsmaker-check.ts";
import { withNewsmakers } from "./newsmaker-tables.ts";
import { rankPeriod } from "./rank-period.ts";
import { rankAll } from "./sum-newsmakers.ts";
import { undoNewsmakerDecision } from "./undo-newsmaker-decision.ts";

/** A small generator, so that every run sees the same rows. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const analyst = openAnalyst(1);
let database: TestDatabase;
let officer: RequestContext;
let ids: string[];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

const articles = [
  {
    title: "Menhub: Tarif Kereta Tidak Naik Tahun Ini",
    text: '"Tarif kereta tidak naik tahun ini," kata Menteri Perhubungan Budi Karya Sumadi di Jakarta, Senin. Budi Karya menambahkan bahwa subsidi untuk penumpang tetap dibayar penuh oleh negara.',
  },
  {
    title: "KPK Periksa Pejabat Kementerian",
    text: "KPK menyatakan pemeriksaan pejabat itu masih berlangsung sampai malam. Menteri Perhubungan Budi Karya Sumadi tidak berkomentar.",
  },
  {
    title: "Bacharuddin Jusuf Habibie Dikenang",
    text: "Presiden ketiga Bacharuddin Jusuf Habibie dikenang sebagai perancang pesawat. “Beliau guru bangsa yang sangat rendah hati,” ujar Budi Karya Sumadi.",
  },
  { title: "", text: "Presiden ketiga BJ Habibie pernah menulis buku tentang pesawat itu." },
];
const days = { from: "2026-03-01T00:00:00.000Z", until: "2026-04-01T00:00:00.000Z" };
const drafts = () => articles.map((article, n) => aDraft(n, { ...article, publishedAt: testNow }));
beforeEach(async () => {
  officer = contextFor(database.db, await makeWorkspace(database.db), "officer");
  ({ ids } = await storeMentions(database.db, officer.workspaceId, drafts(), testNow, analyst));
});

const ranking = async (
  input: { kind?: "person" | "organisation"; sort?: "quoted" | "named"; q?: string } = {},
) => listNewsmakers(officer, { ...days, q: "", kind: "person", sort: "quoted", limit: 20, ...input });
const person = (key: string) => getNewsmaker(officer, { kind: "person", key, ...days });
const expectExact = async () => {
  const { kept, real } = await newsmakerCounts(withNewsmakers(database.db), officer.workspaceId);
  expect(kept).toEqual(real);
};

describe("newsmakers", () => {
  test("are ranked by how often they are quoted, with tone, outlets and the query that finds them", async () => {
    const { items, method } = await ranking();
    expect(method).toBe("counted");
    expect(items[0]).toMatchObject({
      key: "budi karya sumadi",
      name: "Budi Karya Sumadi",
      role: "Menteri Perhubungan",
      named: 3,
      quoted: 2,
      quotes: 3,
      before: { named: 0 },
      query: 'person:"budi karya sumadi"',
    });
    expect(items.map(({ key }) => key)).toContain("bacharuddin jusuf habibie");
    expect((await ranking({ kind: "organisation" })).items[0]).toMatchObject({ key: "kpk", quoted: 1 });
    await expectExact();
  });

  test("with a query, the newest mentions that satisfy it are looked at", async () => {
    const { items, method, looked } = await ranking({ q: "pesawat" });
    expect([method, looked]).toEqual(["newest", 2]);
    expect(items[0]).toMatchObject({ key: "budi karya sumadi", named: 1, quoted: 1 });
    await expect(ranking({ q: "(" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("a name with initials is counted with the full name, until somebody says otherwise; it can be taken back", async () => {
    const habibie = await person("bj habibie");
    expect(habibie).toMatchObject({ key: "bacharuddin jusuf habibie", named: 2 });
    expect(habibie.variants.map(({ key, reason }) => [key, reason])).toEqual([
      ["bacharuddin jusuf habibie", "itself"],
      ["bj habibie", "initials"],
    ]);
    const said = { kind: "person", key: "bj habibie", otherKey: "bacharuddin jusuf habibie" } as const;
    const { decisionId } = await judgeNewsmaker(officer, { ...said, verdict: "apart" });
    expect((await person("bj habibie")).named).toBe(1);
    const stranger = contextFor(database.db, await makeWorkspace(database.db));
    await expect(undoNewsmakerDecision(stranger, { id: decisionId })).rejects.toMatchObject({
      code: "not_found",
    });
    await undoNewsmakerDecision(officer, { id: decisionId });
    await undoNewsmakerDecision(officer, { id: decisionId });
    expect((await person("bj habibie")).named).toBe(2);
    const audited = await database.db
      .selectFrom("platform.audit_entry")
      .select("action")
      .where("workspace_id", "=", officer.workspaceId)
      .orderBy("seq")
      .execute();
    expect(audited.map(({ action }) => action)).toEqual(["newsmaker.judged", "newsmaker.decision_undone"]);
  });

  test("two names that somebody says are one are counted as one everywhere, and what makes no sense is refused", async () => {
    const said = { kind: "person", key: "bacharuddin jusuf habibie", otherKey: "budi karya sumadi" } as const;
    await judgeNewsmaker(officer, { ...said, verdict: "same" });
    const { items } = await ranking({ sort: "named" });
    // Three mentions name the one, two the other, and one of them both.
    expect(items[0]).toMatchObject({ key: "budi karya sumadi" });
    expect(items.map(({ key }) => key)).not.toContain("bj habibie");
    expect((await person("bj habibie")).variants).toHaveLength(3);
    await expect(judgeNewsmaker(officer, { ...said, verdict: "same" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(
      judgeNewsmaker(officer, { ...said, otherKey: "nobody", verdict: "same" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("a page tells by whom, beside whom, in which office, and what was said", async () => {
    const budi = await person("budi karya sumadi");
    expect(budi.roles[0]).toMatchObject({ role: "Menteri Perhubungan" });
    expect(budi.beside.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["kpk", "bacharuddin jusuf habibie"]),
    );
    expect(budi.outlets.length).toBeGreaterThan(0);
    expect(budi.firstSeen).toBe(testNow.toISOString());
    const { items, nextSkip } = await listNewsmakerQuotes(officer, {
      kind: "person",
      key: "budi karya sumadi",
      ...days,
      limit: 10,
      skip: 0,
    });
    expect(nextSkip).toBeNull();
    expect(items.map(({ words }) => String(words)).sort()).toEqual([
      "Beliau guru bangsa yang sangat rendah hati,",
      "Tarif kereta tidak naik tahun ini,",
      "subsidi untuk penumpang tetap dibayar penuh oleh negara",
    ]);
    expect((await person("siapa saja")).named).toBe(0);
  });

  test("the speaker field finds whoever is quoted, not whoever is only named", async () => {
    const found = async (q: string) => {
      const db = withMentions(database.db);
      const clock = { now: testNow, zone: "Asia/Jakarta" as const };
      const query = await readMentionQuery(db, officer.workspaceId, q, clock);
      const hits = await findMentions(db, officer.workspaceId, query.branches, {
        direction: "newest",
        after: null,
        limit: 20,
      });
      return hits.length;
    };
    expect([await found('speaker:"budi karya sumadi"'), await found('person:"budi karya sumadi"')]).toEqual([
      2, 3,
    ]);
    expect(await found("narasumber:kpk")).toBe(1);
  });

  test("a corrected tone, an edited text and a month that retention removes change the figures at once", async () => {
    await judgeMention(
      officer,
      { id: ids[0] ?? "", trait: "tone", value: "negative" } as Parameters<typeof judgeMention>[1],
      analyst,
    );
    expect((await person("budi karya sumadi")).tones.negative).toBeGreaterThanOrEqual(1);
    await expectExact();
    const [first] = drafts();
    if (!first) throw new RangeError("there is a first draft");
    const edited = { ...first, text: "Tarif kereta dibahas pekan depan oleh pemerintah dan operator." };
    await storeMentions(database.db, officer.workspaceId, [edited], testNow, analyst);
    expect(await person("budi karya sumadi")).toMatchObject({ named: 2, quoted: 1 });
    await expectExact();
    const month = new Date(Date.UTC(testNow.getUTCFullYear(), testNow.getUTCMonth(), 1));
    await database.db
      .transaction()
      .execute((tx) => removeMonth(withMentions(tx), [officer.workspaceId], month));
    expect((await ranking()).items).toEqual([]);
    await expectExact();
  });

  test("a ranking that begins with frequent days is the same as one that reads all of them", async () => {
    const { workspaceId } = officer;
    const db = withNewsmakers(database.db);
    const from = new Date("2026-01-01T17:00:00Z");
    const period = { from, until: new Date("2026-01-09T17:00:00Z") };
    const random = mulberry(7);
    const rows = Array.from({ length: 4_000 }, (_, n) => ({
      workspace_id: workspaceId,
      kind: "person" as const,
      key: `orang ${Math.floor(random() ** 4 * 300)}`,
      published_at: new Date(from.getTime() - 86_400_000 + random() * 10 * 86_400_000),
      mention_id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
      quotes: random() < 0.4 ? 2 : 0,
      tone: "neutral",
      outlet_key: "a",
      outlet: "A",
      name: "Orang",
      role: null,
    }));
    await db.insertInto("listen.newsmaker_mention").values(rows).execute();
    await sql`insert into listen.newsmaker_day
      select workspace_id, kind, key, (published_at at time zone 'UTC')::date, count(*), count(*) filter (where quotes > 0),
        sum(quotes), 0, count(*), 0, 0
      from listen.newsmaker_mention where workspace_id = ${workspaceId}::uuid and outlet_key = 'a' group by 1, 2, 3, 4`.execute(
      db,
    );
    await db
      .insertInto("listen.newsmaker_link")
      .values({
        workspace_id: workspaceId,
        kind: "person",
        key: "orang 9",
        root: "orang 250",
        reason: "person",
      })
      .execute();
    for (const sort of ["named", "quoted"] as const)
      for (const limit of [3, 10, 100]) {
        const order = { sort, limit };
        const all = await rankAll(db, workspaceId, "person", period, order);
        expect(await rankPeriod(db, workspaceId, "person", period, order)).toEqual(all);
      }
  });
});
