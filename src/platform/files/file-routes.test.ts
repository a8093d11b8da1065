import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RawRoute } from "#platform/http/raw-route.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { fileRoutes } from "./file-routes.ts";

let database: TestDatabase;
let dataDir: string;
let owner: RequestContext;
let upload: RawRoute;
let download: RawRoute;

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), "gaung-files-"));
  owner = contextFor(database.db, await makeWorkspace(database.db));
  [upload, download] = fileRoutes(dataDir) as [RawRoute, RawRoute];
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

const pdf = "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n";
const send = (query: string, body: string | null, context = owner, headers: Record<string, string> = {}) =>
  upload.handle(
    context,
    new Request(`http://desk.test/api/files?${query}`, { method: "POST", body, headers }),
    {},
  );
const fetchFile = (id: string, context = owner) =>
  download.handle(context, new Request(`http://desk.test/api/files/${id}`), { id });
const idOf = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;

test("a scan handed in comes back as it was", async () => {
  const answer = await send("name=kliping.pdf", pdf);
  expect(answer.status).toBe(201);
  const stored = (await answer.json()) as Record<string, unknown>;
  expect(stored).toEqual({
    id: expect.any(String),
    name: "kliping.pdf",
    bytes: pdf.length,
    mediaType: "application/pdf",
  });
  expect(await (await fetchFile(String(stored["id"]))).text()).toBe(pdf);
});

test("a table comes in for import only, a picture only as attachment", async () => {
  expect((await send("name=data.csv", "judul;tanggal\nA;2025-01-01\n")).status).toBe(201);
  await expect(send("name=data.csv&purpose=attachment", "judul;tanggal\n")).rejects.toMatchObject({
    key: "file_type_refused",
  });
  await expect(send("name=kliping.pdf&purpose=import", pdf)).rejects.toMatchObject({
    key: "file_type_refused",
  });
});

test.each([
  ["without a name", "", "x", {}, "invalid_input"],
  ["for an unknown purpose", "name=a.csv&purpose=lain", "x", {}, "invalid_input"],
  ["that announces too much", "name=a.pdf", "x", { "content-length": "26214401" }, "file_too_large"],
  ["without a body", "name=a.csv", null, {}, "file_empty"],
])("a file %s is refused", async (_what, query, body, headers, key) => {
  await expect(send(query, body, owner, headers)).rejects.toMatchObject({ key });
});

test("whole tables are for those who may import and export", async () => {
  const id = await idOf(await send("name=data.csv", "judul;tanggal\n"));
  const viewer = { ...owner, ...contextFor(database.db, owner.workspaceId, "viewer") };
  await expect(fetchFile(id, viewer)).rejects.toMatchObject({ code: "forbidden" });
  await expect(send("name=b.csv", "a;b\n", viewer)).rejects.toMatchObject({ code: "forbidden" });
  expect((await fetchFile(id)).status).toBe(200);
});

test("scans by their own name are for those who may hand them in", async () => {
  const scan = await idOf(await send("name=kliping.pdf", pdf));
  const officer = { ...owner, ...contextFor(database.db, owner.workspaceId, "officer") };
  expect((await fetchFile(scan, officer)).status).toBe(200);
});

test("another workspace's file is not there", async () => {
  const id = await idOf(await send("name=kliping.pdf", pdf));
  const stranger = contextFor(database.db, await makeWorkspace(database.db));
  await expect(fetchFile(id, stranger)).rejects.toMatchObject({ code: "not_found" });
  await expect(fetchFile("bukan-id", stranger)).rejects.toMatchObject({ code: "invalid" });
});
