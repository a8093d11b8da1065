import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeTable } from "#connectors/table/write-table.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { testNow } from "#test/factories.ts";
import { openTransferBench, type TransferBench } from "#test/transfer-bench.ts";
import type { Import, ImportMapping } from "../../contract/imports.ts";
import { transferJobs } from "../jobs/transfer-jobs.ts";
import { withMentions } from "../mentions/tables.ts";
import { forgetOldTransfers } from "./forget-old-transfers.ts";
import { updateImport } from "./import-store.ts";
import { refusedRowsRoute } from "./refused-rows-route.ts";
import { runImport } from "./run-import.ts";
import { importHandlers } from "./transfer-routes.ts";

let bench: TransferBench;
let api: ReturnType<typeof importHandlers>;
beforeAll(async () => {
  bench = await openTransferBench();
  api = importHandlers(bench.parts);
});
afterAll(() => bench[Symbol.asyncDispose]());

const never = new AbortController().signal;

async function bring(office: RequestContext, name: string, content: string | Uint8Array): Promise<Import> {
  const fileId = await bench.handIn(office, name, content);
  return api.createImport(office, { fileId, fileName: name });
}

async function suggested(office: RequestContext, id: string): Promise<ImportMapping> {
  return (await api.previewImport(office, { id })).suggested;
}

async function run(office: RequestContext, id: string, mapping?: ImportMapping): Promise<Import> {
  await api.startImport(office, { id, mapping: mapping ?? (await suggested(office, id)), isDryRun: false });
  await bench.jobs.runDue(transferJobs(bench.parts));
  return api.getImport(office, { id });
}

const mentionsOf = (office: RequestContext) =>
  withMentions(bench.database.db)
    .selectFrom("listen.mention")
    .selectAll()
    .where("workspace_id", "=", office.workspaceId)
    .orderBy("published_at")
    .orderBy("id")
    .execute();

async function refusedFile(office: RequestContext, id: string): Promise<Buffer> {
  const route = refusedRowsRoute(bench.parts);
  const response = await route.handle(office, new Request("http://desk.test/"), { id });
  return Buffer.from(await response.arrayBuffer());
}

const news = [
  "Judul;Tanggal;Media;Tautan;Isi;Suka",
  "Banjir di Demak;18/06/2025 09.12;Kompas;https://www.kompas.com/read/1?utm_source=x;Air naik.;1.200",
  'Jalan rusak;19/06/2025;detik;https://detik.com/2;"<p>Warga &amp; dinas</p>";',
  "Tanpa tanggal;;Tempo;https://tempo.co/3;x;3",
  "Tanggal aneh;31/02/2025;Tempo;https://tempo.co/4;x;banyak",
  "Banjir di Demak;18/06/2025 09.12;Kompas;https://www.kompas.com/read/1;Air naik.;1.200",
].join("\n");

describe("a file", () => {
  test("goes from preview to check to mentions, and refused rows say why", async () => {
    const office = await bench.newOffice();
    const { id, ...created } = await bring(office, "berita juni.csv", news);
    expect(created).toMatchObject({ state: "uploaded", format: "csv", mapping: null, refusedUrl: null });
    const preview = await api.previewImport(office, { id });
    expect(preview.columns).toEqual(["Judul", "Tanggal", "Media", "Tautan", "Isi", "Suka"]);
    expect(preview.rows).toHaveLength(5);
    expect(preview.suggested.columns).toEqual({
      title: "Judul",
      publishedAt: "Tanggal",
      outlet: "Media",
      url: "Tautan",
      text: "Isi",
      likes: "Suka",
    });
    const check = await api.checkImport(office, { id, mapping: preview.suggested });
    expect(check).toMatchObject({ checked: 5, accepted: 3, known: 1 });
    expect(check.refused).toEqual([
      { row: 4, field: "publishedAt", key: "missing", value: "" },
      { row: 5, field: "publishedAt", key: "date_unreadable", value: "31/02/2025" },
      { row: 5, field: "likes", key: "number_unreadable", value: "banyak" },
    ]);
    expect(check.sample[0]).toEqual({
      title: "Banjir di Demak",
      outlet: "Kompas",
      channel: "news",
      publishedAt: "2025-06-18T02:12:00.000Z",
      url: "https://www.kompas.com/read/1",
    });
    expect(await mentionsOf(office)).toEqual([]);

    const done = await run(office, id, preview.suggested);
    expect(done).toMatchObject({
      state: "done",
      rowsRead: 5,
      rowsStored: 2,
      rowsKnown: 1,
      rowsRefused: 2,
      rowsTotal: 5,
      error: null,
    });
    const [first, second] = await mentionsOf(office);
    expect(first).toMatchObject({ title: "Banjir di Demak", likes: "1200", time_precision: "minute" });
    expect(second).toMatchObject({ text: "Warga & dinas", time_precision: "day", outlet: "detik" });
    const origins = await withMentions(bench.database.db)
      .selectFrom("listen.mention_origin")
      .select(["raw"])
      .where("mention_id", "=", second?.id ?? "")
      .execute();
    expect(origins).toEqual([{ raw: expect.objectContaining({ file: "berita juni.csv", row: 3 }) }]);
    const audit = await bench.database.db
      .selectFrom("platform.audit_entry")
      .select(["action", "actor_kind"])
      .where("workspace_id", "=", office.workspaceId)
      .orderBy("seq")
      .execute();
    expect(audit.map(({ action, actor_kind }) => `${actor_kind} ${action}`)).toEqual([
      "user import.created",
      "user import.started",
      "system import.finished",
    ]);
  });

  test("brought a second time changes nothing", async () => {
    const office = await bench.newOffice();
    await run(office, (await bring(office, "a.csv", news)).id);
    const before = await mentionsOf(office);
    const again = await run(office, (await bring(office, "salinan.csv", `${news}\n`)).id);
    expect(again).toMatchObject({ rowsStored: 0, rowsKnown: 3, rowsRefused: 2 });
    expect(await mentionsOf(office)).toEqual(before);
  });

  test("can be tried as a whole without storing anything, then run", async () => {
    const office = await bench.newOffice();
    const { id } = await bring(office, "a.csv", news);
    const mapping = await suggested(office, id);
    await api.startImport(office, { id, mapping, isDryRun: true });
    await bench.jobs.runDue(transferJobs(bench.parts));
    expect(await api.getImport(office, { id })).toMatchObject({
      state: "done",
      isDryRun: true,
      rowsStored: 2,
      rowsKnown: 1,
      rowsRefused: 2,
    });
    expect(await mentionsOf(office)).toEqual([]);
    expect((await refusedFile(office, id)).toString()).toContain("31/02/2025");
    expect(await run(office, id)).toMatchObject({ isDryRun: false, rowsStored: 2, rowsRefused: 2 });
    expect(await mentionsOf(office)).toHaveLength(2);
  });
});

describe("refused rows", () => {
  const mend = (bytes: Buffer): string =>
    bytes.toString().replace(";31/02/2025;", ";28/02/2025;").replace(";banyak", ";7");

  test("come back as CSV with reasons in the reader's words, mended ones are taken", async () => {
    const office = await bench.newOffice();
    const { id } = await bring(office, "a.csv", news);
    const done = await run(office, id);
    expect(done.refusedUrl).toBe(`/api/listen/imports/${id}/refused?workspace=uji`);
    const refused = await refusedFile(office, id);
    expect(refused.toString()).toBe(
      [
        "\ufeffgaung_row;gaung_reason;Judul;Tanggal;Media;Tautan;Isi;Suka",
        "4;Tanggal kosong.;Tanpa tanggal;;Tempo;https://tempo.co/3;x;3",
        "5;Tanggal tidak terbaca: “31/02/2025”. Tulis misalnya 18/06/2025 09.12 atau 2025-06-18. Suka bukan angka: “banyak”.;Tanggal aneh;31/02/2025;Tempo;https://tempo.co/4;x;banyak",
        "",
      ].join("\r\n"),
    );
    const mended = await run(office, (await bring(office, "a-ditolak.csv", mend(refused))).id);
    expect(mended).toMatchObject({ rowsRead: 2, rowsStored: 1, rowsRefused: 1 });
    expect(await mentionsOf(office)).toHaveLength(3);
  });

  test("of JSONL keep their nesting, and broken lines can be mended in place", async () => {
    const office = await bench.newOffice();
    const lines = [
      '{"id":1867540000000000123,"created_at":"2025-06-18T02:12:00Z","text":"halo","user":{"screen_name":"ratna"},"type":"twitter"}',
      '{"id":1867540000000000124,"created_at":"besok","text":"dua","user":{"screen_name":"budi"},"type":"twitter"}',
      '{"id":1867540000000000125,"created_at":"2025-06-18T03:00:00Z","type":"x","text":"putus"',
    ];
    const done = await run(office, (await bring(office, "cuitan.jsonl", lines.join("\n"))).id);
    expect(done).toMatchObject({ rowsStored: 1, rowsRefused: 2 });
    const refused = (await refusedFile(office, done.id)).toString();
    expect(
      refused
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { gaung_row: 2, id: "1867540000000000124", user: { screen_name: "budi" } },
      { gaung_row: 3, gaung_line: lines[2] },
    ]);
    const mended = refused.replace('"besok"', '"2025-06-18T04:00:00Z"').replace('putus\\""', 'putus\\"}"');
    expect(mended).not.toBe(refused);
    const again = await run(
      office,
      (await bring(office, "lagi.jsonl", mended)).id,
      done.mapping ?? undefined,
    );
    expect(again).toMatchObject({ rowsStored: 2, rowsRefused: 0 });
    expect(
      (await mentionsOf(office)).map(({ channel, outlet, author }) => [channel, outlet, author]),
    ).toEqual([
      ["x", "X", "ratna"],
      ["x", "X", null],
      ["x", "X", "budi"],
    ]);
  });

  test("of a workbook come back as a workbook", async () => {
    const office = await bench.newOffice();
    const names = ["judul", "tanggal", "media"].map((name) => ({ name, heading: name }));
    const rows = async function* () {
      yield [
        ["=1+1 kabar", testNow, "Kompas"],
        ["tanpa tanggal", null, "Kompas"],
      ] as const;
    };
    const pieces: Uint8Array[] = [];
    for await (const piece of writeTable("xlsx", names, rows(), { zoneOffsetMin: 420 })) pieces.push(piece);
    const done = await run(office, (await bring(office, "media.xlsx", Buffer.concat(pieces))).id);
    expect(done).toMatchObject({ format: "xlsx", rowsStored: 1, rowsRefused: 1 });
    const [mention] = await mentionsOf(office);
    expect(mention).toMatchObject({ title: "=1+1 kabar", published_at: testNow });
    const { id } = await bring(office, "ditolak.xlsx", await refusedFile(office, done.id));
    expect((await api.previewImport(office, { id })).rows).toEqual([
      ["3", "Tanggal kosong.", "tanpa tanggal", "", "Kompas"].slice(0, 5),
    ]);
  });
});

describe("identity", () => {
  test("numbers of two tables are not the same mention, ids of a network are", async () => {
    const office = await bench.newOffice();
    const table = (text: string) => `id,teks,tanggal,media\n1,${text},2025-06-18,Kompas\n`;
    await run(office, (await bring(office, "a.csv", table("kabar pertama"))).id);
    await run(office, (await bring(office, "b.csv", table("kabar kedua"))).id);
    expect(await mentionsOf(office)).toHaveLength(2);
    const tweets = (extra: string) => `id,text,created_at,type\n77,halo dunia,2025-06-18,twitter\n${extra}`;
    await run(office, (await bring(office, "c.csv", tweets(""))).id);
    const again = await run(
      office,
      (await bring(office, "d.csv", tweets("78,dua kata,2025-06-18,twitter\n"))).id,
    );
    expect(again).toMatchObject({ rowsStored: 1, rowsKnown: 1 });
    expect(await mentionsOf(office)).toHaveLength(4);
  });

  test("what a guarded formula cell says is read without the guard", async () => {
    const office = await bench.newOffice();
    await run(
      office,
      (await bring(office, "a.csv", "judul,tanggal,media\n'=1+1,2025-06-18,A\n'kutip,2025-06-19,A\n")).id,
    );
    expect((await mentionsOf(office)).map(({ title }) => title)).toEqual(["=1+1", "'kutip"]);
  });
});

describe("a mapping that cannot be used", () => {
  test("is refused naming each part", async () => {
    const office = await bench.newOffice();
    const { id } = await bring(office, "a.csv", news);
    const mapping = { columns: { url: "Tiada" }, defaults: { zone: "Mars" } };
    for (const attempt of [
      api.checkImport(office, { id, mapping }),
      api.startImport(office, { id, mapping, isDryRun: false }),
    ])
      await expect(attempt).rejects.toMatchObject({
        code: "invalid",
        fields: [
          { field: "mapping.columns.url", key: "import.no_such_column" },
          { field: "mapping.defaults.zone", key: "field.invalid_value" },
          { field: "mapping.columns.publishedAt", key: "import.needs_date" },
          { field: "mapping.columns.text", key: "import.needs_words" },
        ],
      });
  });

  test("so is a file that is no table", async () => {
    const office = await bench.newOffice();
    const { id } = await bring(office, "daftar.json", '[{"a":1},{"a":2}]');
    await expect(api.previewImport(office, { id })).rejects.toMatchObject({ key: "import.json_array" });
  });
});

describe("states", () => {
  test("pause, resume, cancel, and what is not possible now", async () => {
    const office = await bench.newOffice();
    const { id } = await bring(office, "a.csv", news);
    const mapping = await suggested(office, id);
    await expect(api.pauseImport(office, { id })).rejects.toMatchObject({ key: "import.not_now" });
    expect(await api.startImport(office, { id, mapping, isDryRun: false })).toMatchObject({
      state: "waiting",
    });
    await expect(api.startImport(office, { id, mapping, isDryRun: false })).rejects.toMatchObject({
      key: "import.running",
    });
    expect(await api.pauseImport(office, { id })).toMatchObject({ state: "paused" });
    await bench.jobs.runDue(transferJobs(bench.parts));
    expect(await mentionsOf(office)).toEqual([]);
    expect(await api.resumeImport(office, { id })).toMatchObject({ state: "waiting" });
    await bench.jobs.runDue(transferJobs(bench.parts));
    expect(await api.getImport(office, { id })).toMatchObject({ state: "done", rowsStored: 2 });
    await expect(api.cancelImport(office, { id })).rejects.toMatchObject({ key: "import.not_now" });
    await expect(api.startImport(office, { id, mapping, isDryRun: false })).rejects.toMatchObject({
      key: "import.already_done",
    });
    const other = await bring(office, "b.csv", news);
    expect(await api.cancelImport(office, { id: other.id })).toMatchObject({ state: "cancelled" });
    expect((await api.listImports(office)).items.map(({ state }) => state).sort()).toEqual([
      "cancelled",
      "done",
    ]);
  });

  test("a worker that was told to pause stores nothing more, and a second one takes nothing that is taken", async () => {
    const office = await bench.newOffice();
    const rows = Array.from({ length: 40 }, (_, at) => `Judul ${at};2025-06-18;Kompas;https://a.test/${at}`);
    const { id } = await bring(office, "a.csv", ["judul;tanggal;media;url", ...rows].join("\n"));
    await api.startImport(office, { id, mapping: await suggested(office, id), isDryRun: false });
    const target = { workspaceId: office.workspaceId, importId: id };
    let batches = 0;
    let pausing: Promise<unknown> = Promise.resolve();
    const others: Promise<string>[] = [];
    const outcome = await runImport(
      {
        ...bench.parts,
        batchRows: 10,
        onProgress: () => {
          batches += 1;
          others.push(runImport(bench.parts, target, never));
          if (batches === 2) pausing = api.pauseImport(office, { id });
        },
      },
      target,
      never,
    );
    await pausing;
    expect(await Promise.all(others)).toEqual(others.map(() => "left"));
    const paused = await api.getImport(office, { id });
    expect(paused.state).toBe(outcome === "done" ? "done" : "paused");
    expect(await mentionsOf(office)).toHaveLength(paused.rowsStored);
  });

  test("one whose worker died is found and goes on", async () => {
    const office = await bench.newOffice();
    const { id } = await bring(office, "a.csv", news);
    await api.startImport(office, { id, mapping: await suggested(office, id), isDryRun: false });
    await updateImport(bench.database.db, office.workspaceId, id, {
      state: "running",
      lease_id: "11111111-1111-4111-8111-111111111111",
      leased_until: new Date(Date.now() + 60_000),
    });
    const jobs = transferJobs(bench.parts);
    const sweep = jobs.find(({ name }) => name === "listen.sweep-transfers");
    await bench.jobs.runDue(jobs);
    expect(await api.getImport(office, { id })).toMatchObject({ state: "running", rowsRead: 0 });
    await updateImport(bench.database.db, office.workspaceId, id, { leased_until: new Date(0) });
    await sweep?.run({ id: "1", payload: {}, signal: never });
    await bench.jobs.runDue(jobs);
    expect(await api.getImport(office, { id })).toMatchObject({ state: "done", rowsStored: 2 });
  });

  test("a file that cannot be read to its end fails with a sentence and keeps what was stored", async () => {
    const office = await bench.newOffice();
    const { id } = await bring(office, "a.csv", news);
    await api.startImport(office, { id, mapping: await suggested(office, id), isDryRun: false });
    await bench.database.db.deleteFrom("platform.file" as never).execute();
    await bench.jobs.runDue(transferJobs(bench.parts));
    expect(await api.getImport(office, { id })).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/30 hari/),
    });
  });
});

test("wherever it is stopped, any number of times, it ends with every row once", async () => {
  const format = fc.constantFrom("csv" as const, "jsonl" as const, "xlsx" as const);
  const row = fc.record({ item: fc.nat(30), isBroken: fc.integer({ min: 0, max: 9 }).map((n) => n === 0) });
  await fc.assert(
    fc.asyncProperty(
      format,
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 7 }),
      async (kind, given, stops, batchRows) => {
        const office = await bench.newOffice();
        const names = ["judul", "tanggal", "media", "id"].map((name) => ({ name, heading: name }));
        const cells = given.map(({ item, isBroken }) => [
          `Judul, "${item}"\nbaris dua`,
          isBroken ? "entah" : `2025-06-${10 + (item % 20)} 09:12`,
          "Kompas",
          `id-${item}`,
        ]);
        const rows = async function* () {
          yield cells;
        };
        const pieces: Uint8Array[] = [];
        for await (const piece of writeTable(kind, names, rows(), { zoneOffsetMin: 0 })) pieces.push(piece);
        const { id } = await bring(office, `a.${kind}`, Buffer.concat(pieces));
        const mapping = {
          columns: { title: "judul", publishedAt: "tanggal", outlet: "media", externalId: "id" },
          defaults: {},
        };
        await api.startImport(office, { id, mapping, isDryRun: false });
        const target = { workspaceId: office.workspaceId, importId: id };
        for (const stopAfter of stops) {
          const stop = new AbortController();
          let batches = 0;
          const onProgress = () => {
            batches += 1;
            if (batches === stopAfter) stop.abort();
          };
          await runImport({ ...bench.parts, batchRows, onProgress }, target, stop.signal);
        }
        await runImport({ ...bench.parts, batchRows }, target, never);
        const good = given.filter(({ isBroken }) => !isBroken);
        const distinct = new Set(good.map(({ item }) => item));
        expect(await api.getImport(office, { id })).toMatchObject({
          state: "done",
          rowsRead: given.length,
          rowsRefused: given.length - good.length,
          rowsStored: distinct.size,
          rowsKnown: good.length - distinct.size,
        });
        const stored = await mentionsOf(office);
        expect(stored).toHaveLength(distinct.size);
        const { rows: refusals } = await sql<{ count: string }>`
          select count(*) from listen.import_refusal where import_id = ${id}::uuid`.execute(
          bench.database.db,
        );
        expect(Number(refusals[0]?.count)).toBe(given.length - good.length);
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);

test("another workspace sees, runs and fetches nothing of it", async () => {
  const office = await bench.newOffice();
  const stranger = await bench.newOffice();
  const { id } = await bring(office, "a.csv", news);
  const done = await run(office, id);
  const mapping = done.mapping ?? { columns: {}, defaults: {} };
  const fileId = await bench.handIn(office, "b.csv", news);
  for (const attempt of [
    () => api.getImport(stranger, { id }),
    () => api.previewImport(stranger, { id }),
    () => api.checkImport(stranger, { id, mapping }),
    () => api.startImport(stranger, { id, mapping, isDryRun: false }),
    () => api.pauseImport(stranger, { id }),
    () => api.resumeImport(stranger, { id }),
    () => api.cancelImport(stranger, { id }),
    () => api.createImport(stranger, { fileId, fileName: "b.csv" }),
    () => refusedFile(stranger, id),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect((await api.listImports(stranger)).items).toEqual([]);
  expect(await runImport(bench.parts, { workspaceId: stranger.workspaceId, importId: id }, never)).toBe(
    "left",
  );
});

test("after a month file and refused rows are forgotten, the counts stay", async () => {
  const office = await bench.newOffice();
  const { id } = await run(office, (await bring(office, "a.csv", news)).id);
  await forgetOldTransfers(bench.database.db, new Date(testNow.getTime() + 29 * 86_400_000));
  expect((await api.getImport(office, { id })).refusedUrl).not.toBeNull();
  await forgetOldTransfers(bench.database.db, new Date(testNow.getTime() + 31 * 86_400_000));
  expect(await api.getImport(office, { id })).toMatchObject({ refusedUrl: null, rowsRefused: 2 });
  await expect(api.previewImport(office, { id })).rejects.toMatchObject({ key: "import.file_forgotten" });
});
