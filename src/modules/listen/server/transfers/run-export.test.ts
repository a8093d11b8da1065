import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTable } from "#connectors/table/open-table.ts";
import { listAuditEntries } from "#platform/audit/list-audit-entries.ts";
import { contentPath } from "#platform/files/content-store.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { testNow } from "#test/factories.ts";
import { openTransferBench, type TransferBench } from "#test/transfer-bench.ts";
import type { Export } from "../../contract/exports.ts";
import { transferJobs } from "../jobs/transfer-jobs.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { exportFileRoute } from "./export-file-route.ts";
import { findExport } from "./export-store.ts";
import { forgetOldTransfers } from "./forget-old-transfers.ts";
import { withImports } from "./import-tables.ts";
import { runExport } from "./run-export.ts";
import { exportHandlers } from "./transfer-routes.ts";

let bench: TransferBench;
let api: ReturnType<typeof exportHandlers>;
beforeAll(async () => {
  bench = await openTransferBench();
  api = exportHandlers(bench.parts);
});
afterAll(() => bench[Symbol.asyncDispose]());

const runJobs = () => bench.jobs.runDue(transferJobs(bench.parts));

async function exported(
  office: RequestContext,
  q: string,
  format: Export["format"],
  isPlain = false,
): Promise<Export> {
  const { id } = await api.createExport(office, { q, format, isPlain });
  await runJobs();
  return api.getExport(office, { id });
}

const fetchExport = (office: RequestContext, id: string): Promise<Response> =>
  exportFileRoute(bench.parts).handle(office, new Request("http://desk.test/"), { id });

const store = (office: RequestContext, numbers: readonly number[]) =>
  storeMentions(
    bench.database.db,
    office.workspaceId,
    numbers.map((n) => aDraft(n, n % 2 === 0 ? {} : { tags: ["Banjir", "Jalan"] })),
    testNow,
  );

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe("an export", () => {
  test("holds everything a query finds, oldest first, in each format", async () => {
    const office = await bench.newOffice();
    await store(office, numbersTo(1_201));
    for (const format of ["csv", "jsonl", "xlsx"] as const) {
      const done = await exported(office, "banjir", format);
      expect(done).toMatchObject({ state: "done", done: 1_201, total: 1_201, error: null, format });
      expect(done.fileUrl).toBe(`/api/listen/exports/${done.id}/file?workspace=uji`);
      const response = await fetchExport(office, done.id);
      expect(response.headers.get("content-disposition")).toMatch(
        new RegExp(`^attachment; filename="gaung-2026-03-17-0720.${format}"`),
      );
      await response.body?.cancel();
      const { fileId } = await findExport(bench.database.db, office.workspaceId, done.id);
      const { sha256 } = await withImports(bench.database.db)
        .$extendTables<{ "platform.file": { id: string; sha256: string } }>()
        .selectFrom("platform.file")
        .select("sha256")
        .where("id", "=", fileId ?? "")
        .executeTakeFirstOrThrow();
      const table = await openTable(contentPath(bench.parts.dataDir, sha256), format);
      const titles: string[] = [];
      const title = table.columns.indexOf(format === "jsonl" ? "title" : "Judul");
      for await (const rows of table.rows(table.start))
        titles.push(...rows.map((row) => row.cells[title] ?? ""));
      table.close();
      expect(titles).toEqual(numbersTo(1_201).map((n) => aDraft(n).title));
    }
  });

  test("says in one row all that is known", async () => {
    const office = await bench.newOffice();
    await store(office, [1]);
    const done = await exported(office, "", "jsonl");
    const line = JSON.parse(await (await fetchExport(office, done.id)).text());
    expect(line).toEqual({
      id: expect.any(String),
      publishedAt: "2026-03-01T19:01:00+07:00",
      timePrecision: "minute",
      channel: "news",
      outlet: "Kabar Uji",
      author: null,
      title: aDraft(1).title,
      text: aDraft(1).text,
      url: "https://kabar.test/1",
      language: "id",
      likes: null,
      replies: null,
      shares: null,
      views: null,
      tags: "Banjir; Jalan",
      notes: "",
      receivedAt: "2026-03-17T14:20:00+07:00",
      isGone: "",
    });
  });

  test("covers personal data, unless it was asked for with it by somebody who may see it", async () => {
    const office = await bench.newOffice();
    const text = "Lampu mati, hubungi 0812-3456-7890";
    const draft = aDraft(1, {
      channel: "x",
      text,
      author: "+6281234567890",
      url: "https://wa.me/6281234567890",
    });
    await storeMentions(bench.database.db, office.workspaceId, [draft], office.now());
    const rowOf = async (done: Export) => JSON.parse(await (await fetchExport(office, done.id)).text());
    const covered = await rowOf(await exported(office, "", "jsonl"));
    expect(covered).toMatchObject({
      text: "Lampu mati, hubungi ••••••••••••••",
      author: "••••••••••••••",
      url: null,
    });
    const plain = await exported(office, "", "jsonl", true);
    expect(await rowOf(plain)).toMatchObject({
      text,
      author: "+6281234567890",
      url: "https://wa.me/6281234567890",
    });
    const { items } = await listAuditEntries(office, { limit: 50, action: "personal_data" });
    expect(items.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ["personal_data.fetched", "user"],
      ["personal_data.exported", "system"],
    ]);
    const permissions = ["mentions.export"] as const;
    const reader = { ...office, membership: { ...office.membership, permissions } };
    await expect(fetchExport(reader, plain.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(api.createExport(reader, { q: "", format: "csv", isPlain: true })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("of nothing is a file with headings only, and what arrives later is not in it", async () => {
    const office = await bench.newOffice();
    const { id } = await api.createExport(office, { q: "", format: "csv", isPlain: false });
    await storeMentions(
      bench.database.db,
      office.workspaceId,
      [aDraft(1)],
      new Date(testNow.getTime() + 1_000),
    );
    await runJobs();
    expect(await api.getExport(office, { id })).toMatchObject({ state: "done", done: 0 });
    expect((await (await fetchExport(office, id)).text()).split("\r\n")).toHaveLength(2);
  });

  test("of a query with a mistake is refused at once", async () => {
    const office = await bench.newOffice();
    await expect(
      api.createExport(office, { q: 'judul:"', format: "csv", isPlain: false }),
    ).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "q" }, ...[]],
    });
  });

  test("is in the audit log", async () => {
    const office = await bench.newOffice();
    await exported(office, "habibie", "csv");
    const audit = await bench.database.db
      .selectFrom("platform.audit_entry")
      .select(["action", "actor_kind", "details"])
      .where("workspace_id", "=", office.workspaceId)
      .orderBy("seq")
      .execute();
    expect(audit).toMatchObject([
      { action: "export.created", actor_kind: "user", details: { q: "habibie", format: "csv" } },
      { action: "export.finished", actor_kind: "system", details: { rows: 0 } },
    ]);
  });
});

describe("a worker that ends", () => {
  test("leaves no half file, and the next one writes it whole", async () => {
    const office = await bench.newOffice();
    await store(office, numbersTo(600));
    const { id } = await api.createExport(office, { q: "", format: "csv", isPlain: false });
    const target = { workspaceId: office.workspaceId, exportId: id };
    const stop = new AbortController();
    stop.abort();
    await runExport(bench.parts, target, stop.signal);
    expect(await api.getExport(office, { id })).toMatchObject({ state: "waiting", fileUrl: null });
    await expect(fetchExport(office, id)).rejects.toMatchObject({ key: "export.not_ready" });
    // One that died without a word.
    await withImports(bench.database.db)
      .updateTable("listen.export")
      .set({ state: "running", lease_id: randomUUID(), leased_until: new Date(0) })
      .where("id", "=", id)
      .execute();
    const sweep = transferJobs(bench.parts).find(({ name }) => name === "listen.sweep-transfers");
    await sweep?.run({ id: "1", payload: {}, signal: stop.signal });
    await runJobs();
    expect(await api.getExport(office, { id })).toMatchObject({ state: "done", done: 600 });
  });

  test("again and again is given up with a sentence", async () => {
    const office = await bench.newOffice();
    const { id } = await api.createExport(office, { q: "", format: "csv", isPlain: false });
    await withImports(bench.database.db)
      .updateTable("listen.export")
      .set({ state: "running", tries: 5, lease_id: randomUUID(), leased_until: new Date(0) })
      .where("id", "=", id)
      .execute();
    const sweep = transferJobs(bench.parts).find(({ name }) => name === "listen.sweep-transfers");
    await sweep?.run({ id: "1", payload: {}, signal: new AbortController().signal });
    expect(await api.getExport(office, { id })).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/ekspor baru/),
    });
  });
});

test("another workspace sees and fetches nothing of it, and its mentions are in no other's file", async () => {
  const office = await bench.newOffice();
  const stranger = await bench.newOffice();
  await store(office, [1, 2, 3]);
  const { id } = await exported(office, "", "csv");
  await expect(api.getExport(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(fetchExport(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  expect((await api.listExports(stranger)).items).toEqual([]);
  expect(await exported(stranger, "", "csv")).toMatchObject({ done: 0 });
  expect((await api.listExports(office)).items).toHaveLength(1);
});

test("after a week the file is forgotten", async () => {
  const office = await bench.newOffice();
  const { id } = await exported(office, "", "csv");
  await forgetOldTransfers(bench.database.db, new Date(testNow.getTime() + 8 * 86_400_000));
  expect(await api.getExport(office, { id })).toMatchObject({ state: "done", fileUrl: null });
  await expect(fetchExport(office, id)).rejects.toMatchObject({ code: "gone", key: "export.forgotten" });
});
