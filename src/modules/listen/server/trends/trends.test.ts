import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { trendContract } from "../../contract/trend.ts";
import { copyQueue } from "../copies/copy-queue.ts";
import { compareAll, release } from "../copies/copy-samples.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { searchMentions } from "../search/search-mentions.ts";
import { drawMentions } from "./draw-mentions.ts";
import { listSlowTrends } from "./list-slow-trends.ts";
import { listTrends } from "./list-trends.ts";

const hourMs = 3_600_000;
const ago = (hours: number): Date => new Date(testNow.getTime() - hours * hourMs);
const analyst = openAnalyst(1);
const jobs = { send: async () => null };
let database: TestDatabase;
let officer: RequestContext;
let made = 0;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  officer = contextFor(database.db, await makeWorkspace(database.db), "officer");
});
afterAll(async () => {
  await analyst.close();
  await database[Symbol.asyncDispose]();
});

const store = (drafts: readonly Partial<MentionDraft>[], isRead = false) =>
  storeMentions(
    database.db,
    officer.workspaceId,
    drafts.map((draft) => {
      made += 1;
      return aDraft(made, { url: null, title: "", text: "", ...draft });
    }),
    testNow,
    isRead ? analyst : undefined,
  );
const outlets = ["Kabar", "Harian", "Warta", "Suara"];
const times = (count: number, draft: (n: number) => Partial<MentionDraft>) =>
  Array.from({ length: count }, (_, n) => ({ outlet: outlets[n % 4] ?? "", ...draft(n) }));
const past = () =>
  times(200, (n) => ({ title: `Harga beras di pasar ${n % 9} turun`, publishedAt: ago(26 + n * 3) }));
const trends = (parts: Record<string, unknown> = {}) =>
  listTrends(officer, {
    from: ago(24).toISOString(),
    until: testNow.toISOString(),
    baseFrom: ago(29 * 24).toISOString(),
    baseUntil: ago(24).toISOString(),
    hours: "all",
    q: "",
    kind: "word",
    limit: 25,
    ...parts,
  });
const found = async (q: string) =>
  (await searchMentions(officer, { q, sort: "newest", limit: 100 })).items.length;

describe("trends", () => {
  test("say what rises, by how much, who says it, when it began, and open its mentions", async () => {
    await store([
      ...past(),
      ...times(16, (n) => ({
        title: `Jembatan Kenanga ambruk, ${["warga", "bupati", "menteri", "polisi"][n % 4]} datang`,
        publishedAt: ago(1 + n / 2),
      })),
      ...times(8, () => ({ title: "Harga beras di pasar 3 turun", publishedAt: ago(5) })),
    ]);
    const { items, now, before } = await trends();
    expect(now).toEqual({ total: 24, looked: 24, texts: 24 });
    expect(before.total).toBe(200);
    const [first] = items;
    expect(first).toMatchObject({
      name: "Jembatan Kenanga ambruk",
      count: 16,
      before: 0,
      outlets: 4,
      first: { at: ago(8.5).toISOString() },
    });
    expect(first?.curve.reduce((sum, one) => sum + one, 0)).toBe(16);
    expect(items.map(({ name }) => name)).not.toContain("beras");
    expect(await found(first?.query ?? "")).toBe(16);
  });

  test("count a release once however many print it, and are silent without a past", async () => {
    const { ids } = await store(
      times(4, (n) => ({ title: `${outlets[n]}: Kenanga`, text: release, publishedAt: ago(3 + n / 9) })),
    );
    expect((await trends()).items).toEqual([]);
    await copyQueue.add(database.db, officer.workspaceId, ids);
    await compareAll(database.db, officer.workspaceId);
    await store(past());
    const { items, now } = await trends();
    expect(now).toMatchObject({ total: 4, texts: 1 });
    expect(items).toEqual([]);
  });

  test("of people, bodies and places go by one key for all names, and find their mentions", async () => {
    await store(
      [
        ...times(60, (n) => ({
          title: `Harga beras turun di Kota Bandung ke-${n}`,
          publishedAt: ago(30 + n),
        })),
        ...times(9, (n) => ({
          title:
            n % 2 === 0
              ? "Presiden Joko Widodo tinjau banjir di Riau"
              : "Jokowi minta banjir di Riau ditangani",
          publishedAt: ago(2 + n),
        })),
      ],
      true,
    );
    const person = (await trends({ kind: "person" })).items[0];
    expect(person).toMatchObject({ kind: "person", key: "joko widodo", count: 9 });
    expect(await found(person?.query ?? "")).toBeGreaterThan(0);
    const place = (await trends({ kind: "place" })).items[0];
    expect(place).toMatchObject({ key: "14", name: "14", count: 9 });
    expect(await found(place?.query ?? "")).toBe(9);
    expect(await found("place:32.73")).toBe(60);
  });

  test("within a monitor and within a query are of what these find", async () => {
    await createMonitor(officer, MonitorSettings.parse({ name: "Beras", q: "beras" }), jobs);
    await store([
      ...past(),
      ...times(12, () => ({ title: "Beras oplosan disita", publishedAt: ago(4) })),
      ...times(12, () => ({ title: "Gempa di Palu", publishedAt: ago(4) })),
    ]);
    for (const q of ['monitor:"Beras"', "beras"]) {
      const { items, now } = await trends({ q });
      expect(now.total, q).toBe(12);
      expect(
        items.map(({ name }) => name),
        q,
      ).toEqual(["oplosan disita"].map((one) => `Beras ${one}`));
    }
    await expect(trends({ q: "(beras" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("cover what is personal, and belong to one workspace", async () => {
    await store([
      ...past(),
      ...times(9, () => ({
        title: "Hubungi Sulastri di nomor 081234567890 segera",
        channel: "x" as const,
        author: `@a${made}`,
        publishedAt: ago(3),
      })),
    ]);
    const { items } = await trends();
    expect(JSON.stringify(items)).not.toContain("0812");
    const other = contextFor(database.db, await makeWorkspace(database.db), "officer");
    const input = { q: "", kind: "word" as const, limit: 5, until: testNow.toISOString(), days: 42 };
    expect(await listSlowTrends(other, input)).toMatchObject({ items: [], from: null, stretchHours: null });
  });

  test("of morning hours can be compared with the same hours of the days before", async () => {
    await store([
      ...times(60, (n) => ({ title: "Sidang malam ditunda", publishedAt: ago(24 * (1 + (n % 20)) + 12) })),
      ...times(60, (n) => ({ title: "Upacara pagi digelar", publishedAt: ago(24 * (1 + (n % 20)) + 2) })),
      ...times(12, () => ({ title: "Sidang malam ditunda", publishedAt: ago(2) })),
      ...times(12, () => ({ title: "Upacara pagi digelar", publishedAt: ago(2) })),
    ]);
    const span = { from: ago(6).toISOString(), baseUntil: ago(6).toISOString() };
    expect((await trends(span)).items).toEqual([]);
    const same = await trends({ ...span, hours: "same" });
    expect(same.before.total).toBe(60);
    expect(same.items.map(({ name }) => name)).toEqual(["Sidang malam ditunda"]);
  });

  test("refuse times that are none", () => {
    const input = trendContract.listTrends["~orpc"].inputSchema;
    const asked = (parts: Record<string, string>) =>
      input?.["~standard"].validate({
        from: "2026-03-02T00:00:00Z",
        until: "2026-03-03T00:00:00Z",
        baseFrom: "2026-03-01T00:00:00Z",
        baseUntil: "2026-03-02T00:00:00Z",
        ...parts,
      });
    expect(asked({})).not.toHaveProperty("issues.length");
    for (const wrong of [
      { until: "2026-03-01T00:00:00Z" },
      { baseUntil: "2026-03-02T12:00:00Z" },
      { baseFrom: "2001-03-01T00:00:00Z" },
      { kind: "colour" },
    ])
      expect(asked(wrong), JSON.stringify(wrong)).toHaveProperty("issues.length");
  });
});

describe("slow trends", () => {
  test("find what grows from day to day, where no day stands out", async () => {
    const day = (n: number) =>
      times(40, (m) => ({
        title: m < 1 + n ? `Kabut asap ${m}` : `Harga beras di pasar ${m}`,
        publishedAt: ago(24 * (20 - n) - m / 2),
      }));
    for (let n = 0; n < 20; n += 1) await store(day(n));
    const input = { q: "", kind: "word" as const, limit: 5, until: testNow.toISOString(), days: 42 };
    const { items, stretchHours } = await listSlowTrends(officer, input);
    expect(stretchHours).toBe(24);
    expect(items.map(({ name }) => name)).toEqual(["Kabut asap"]);
    expect(items[0]?.to).toBeGreaterThan(2 * (items[0]?.from ?? 1));
    expect(await found(items[0]?.query ?? "")).toBe(100);
  });
});

describe("drawing", () => {
  const draw = async (q: string, most: number) => {
    const db = withMentions(database.db);
    const clock = { now: testNow, zone: "Asia/Jakarta" as const };
    const query = await readMentionQuery(db, officer.workspaceId, q, clock);
    const span = { from: ago(720).getTime(), until: testNow.getTime(), clock: null };
    return drawMentions(db, officer.workspaceId, query, span, {
      most,
      columns: sql`title as words, null::text[] as names`,
    });
  };
  test("takes all of few, and of many an even part that is the same every time", async () => {
    await createMonitor(officer, MonitorSettings.parse({ name: "Harga", q: "harga" }), jobs);
    const many = times(1_600, (n) => ({
      title: n % 4 === 0 ? `Gempa ${n}` : `Harga beras ${n}`,
      publishedAt: ago(1 + n / 4),
    }));
    for (let from = 0; from < many.length; from += 400) await store(many.slice(from, from + 400));
    expect((await draw("", 2_000)).mentions).toHaveLength(1_600);
    const part = await draw("", 320);
    expect(part.total).toBe(1_600);
    expect(part.mentions.length).toBeGreaterThan(250);
    expect(part.mentions.length).toBeLessThanOrEqual(320);
    const share =
      part.mentions.filter(({ words }) => words?.startsWith("Gempa")).length / part.mentions.length;
    expect(share).toBeCloseTo(0.25, 1);
    expect((await draw("", 320)).mentions.map(({ id }) => id).sort()).toEqual(
      part.mentions.map(({ id }) => id).sort(),
    );
    for (const q of ['monitor:"Harga"', "harga"]) {
      const some = await draw(q, 200);
      expect(some.mentions.length, q).toBeGreaterThan(60);
      expect(some.mentions.length, q).toBeLessThanOrEqual(240);
      expect(Math.abs(some.total - 1_200), q).toBeLessThan(120);
    }
  });
});
