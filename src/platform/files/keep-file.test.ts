import { existsSync } from "node:fs";
import { mkdtemp, open, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { makeWorkspace } from "#test/factories.ts";
import { contentPath, deleteContent, draftsFolder, receiveDraft } from "./content-store.ts";
import { deleteFile, type FileRecord, findFile } from "./file-store.ts";
import { type IncomingFile, keepFile } from "./keep-file.ts";
import { mediaTypes } from "./media-type.ts";
import { serveFile } from "./serve-file.ts";
import { onDisk, toStorageError } from "./storage-error.ts";
import { sweepOrphans } from "./sweep-orphans.ts";

let database: TestDatabase;
let dataDir: string;
let workspaceId: string;
const now = new Date("2025-06-18T02:00:00Z");

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gaung-files-"));
  workspaceId = await makeWorkspace(database.db);
});
afterEach(async () => {
  // Contents are shared by all workspaces of a database, so that each test must leave none.
  await database.db.deleteFrom("platform.workspace").execute();
  await rm(dataDir, { recursive: true, force: true });
});

async function* pieces(bytes: Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

const keep = (bytes: Uint8Array | string, originalName: string, more: Partial<IncomingFile> = {}) =>
  keepFile(database.db, dataDir, workspaceId, {
    source: pieces(Buffer.from(bytes)),
    originalName,
    accept: mediaTypes,
    maxBytes: 5_000_000,
    createdBy: "ratna",
    now,
    ...more,
  });

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#336699" } });

const pdf = Buffer.from("%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n");
const contentOf = (sha256: string) => readFile(contentPath(dataDir, sha256));

describe("keeping a file", () => {
  it("stores the content once and a row for each time", async () => {
    const first = await keep("judul;nilai\nA;1\n", "data.csv");
    const second = await keep("judul;nilai\nA;1\n", "salinan.csv", { createdBy: null });
    expect(first).toMatchObject({
      mediaType: "text/csv",
      bytes: 16,
      originalName: "data.csv",
      createdBy: "ratna",
    });
    expect(second.sha256).toBe(first.sha256);
    expect(second.id).not.toBe(first.id);
    expect((await contentOf(first.sha256)).toString()).toBe("judul;nilai\nA;1\n");
    expect(await findFile(database.db, workspaceId, first.id)).toEqual(first);
    expect(await readdir(draftsFolder(dataDir))).toEqual([]);
  });

  it("belongs to one workspace", async () => {
    const file = await keep(pdf, "a.pdf");
    const stranger = await makeWorkspace(database.db);
    await expect(findFile(database.db, stranger, file.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await deleteFile(database.db, stranger, file.id)).toBe(false);
    expect(await deleteFile(database.db, workspaceId, file.id)).toBe(true);
  });

  it.each([
    ["nothing", "", "a.csv", "file_empty"],
    ["SVG", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "gambar.png", "file_type_refused"],
    ["HTML", "<!doctype html><script>1</script>", "data.csv", "file_type_refused"],
    ["a program", "\x7fELF\x02\x01\x01", "kliping.pdf", "file_type_refused"],
    ["an image that is none", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.png", "image_broken"],
  ])("%s is refused", async (_what, content, name, key) => {
    const bytes = Buffer.from(content, "latin1");
    await expect(keep(bytes, name)).rejects.toMatchObject({ code: "invalid", key });
    expect(await readdir(draftsFolder(dataDir))).toEqual([]);
  });

  it("takes only what the place accepts", async () => {
    await expect(keep(pdf, "a.pdf", { accept: ["image/png"] })).rejects.toMatchObject({
      key: "file_type_refused",
    });
  });

  it("stops reading above the cap and leaves nothing", async () => {
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 1;
        yield new Uint8Array(1_000);
      }
    })();
    const kept = keep("", "besar.csv", { source: endless, maxBytes: 10_000 });
    await expect(kept).rejects.toMatchObject({ code: "too_large", key: "file_too_large" });
    expect(given).toBe(11);
    expect(await readdir(draftsFolder(dataDir))).toEqual([]);
  });

  it("leaves nothing when the sender breaks off", async () => {
    const broken = (async function* () {
      yield new Uint8Array(10);
      throw new Error("terputus");
    })();
    await expect(keep("", "x.csv", { source: broken })).rejects.toThrow("terputus");
    expect(await readdir(draftsFolder(dataDir))).toEqual([]);
  });
});

describe("images", () => {
  it("lose where and with what they were taken, and stand upright", async () => {
    const exif = {
      IFD0: { Make: "KameraRahasia" },
      IFD3: { GPSLatitude: "6/1 10/1 0/1", GPSLatitudeRef: "S" },
    };
    const original = await picture(40, 20).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    const file = await keep(original, "foto.jpg");
    const stored = await contentOf(file.sha256);
    const { exif: left, xmp, orientation, width, height } = await sharp(stored).metadata();
    expect([left, xmp, orientation]).toEqual([undefined, undefined, undefined]);
    expect([width, height]).toEqual([20, 40]);
    expect(stored.includes("KameraRahasia")).toBe(false);
  });

  it("lose what hides behind their end", async () => {
    const original = Buffer.concat([
      await picture(8, 8).png().toBuffer(),
      Buffer.from("<script>alert(1)</script>"),
    ]);
    const file = await keep(original, "a.png");
    expect((await contentOf(file.sha256)).includes("script")).toBe(false);
  });

  it("are scaled to the longest side, and changed to what browsers show", async () => {
    const imageLimits = { maxPixels: 1_000_000, maxSide: 100, timeoutSeconds: 20 };
    const avif = await keep(await picture(400, 200).avif({ effort: 0 }).toBuffer(), "a.avif", {
      imageLimits,
    });
    expect(avif).toMatchObject({ mediaType: "image/webp", originalName: "a.webp" });
    const { width, height } = await sharp(await contentOf(avif.sha256)).metadata();
    expect([width, height]).toEqual([100, 50]);
    const tiff = await keep(await picture(30, 30).tiff().toBuffer(), "a.tif", { imageLimits });
    expect(tiff.mediaType).toBe("image/png");
  });

  it("stay animated", async () => {
    const frames = await Promise.all(
      ["red", "green", "blue"].map((background) =>
        sharp({ create: { width: 10, height: 10, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    const file = await keep(gif, "gerak.gif");
    expect((await sharp(await contentOf(file.sha256)).metadata()).pages).toBe(3);
  });

  it("that unpack to far more than they weigh are refused", async () => {
    const bomb = await picture(8_000, 8_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.byteLength).toBeLessThan(1_000_000);
    await expect(keep(bomb, "bom.png")).rejects.toMatchObject({ code: "invalid", key: "image_too_large" });
  });
});

describe("a disk that refuses", () => {
  it.skipIf(!existsSync("/dev/full"))("because it is full, by a real write", async () => {
    const full = await open("/dev/full", "w");
    await expect(onDisk(() => full.write("x"))).rejects.toMatchObject({
      code: "unavailable",
      key: "disk_full",
    });
    await full.close();
  });

  it.each([
    ["EROFS", "disk_read_only"],
    ["EACCES", "disk_no_access"],
    ["EDQUOT", "disk_full"],
  ])("with %s", (code, key) => {
    const cause = Object.assign(new Error(code), { code });
    expect(toStorageError(cause)).toMatchObject({ code: "unavailable", key, cause });
  });

  it("passes other errors on", () => {
    const error = new Error("lain");
    expect(toStorageError(error)).toBe(error);
  });
});

describe("the sweep", () => {
  const tomorrow = new Date(Date.now() + 2 * 86_400_000);

  it("removes what nobody names, keeps what somebody does, and spares the young", async () => {
    const kept = await keep("a;b\n1;2\n", "a.csv");
    const gone = await keep("c;d\n3;4\n", "c.csv");
    await deleteFile(database.db, workspaceId, gone.id);
    await receiveDraft(dataDir, pieces(Buffer.from("terputus")), 100);
    await writeFile(path.join(dataDir, "files", "catatan.txt"), "bukan milik kami");

    expect(await sweepOrphans(database.db, dataDir, { now: new Date() })).toMatchObject({
      removedContents: 0,
      removedDrafts: 0,
    });
    expect(await sweepOrphans(database.db, dataDir, { now: tomorrow })).toEqual({
      removedContents: 1,
      removedDrafts: 1,
      missingContents: [],
    });
    expect((await contentOf(kept.sha256)).toString()).toBe("a;b\n1;2\n");
    expect(existsSync(contentPath(dataDir, gone.sha256))).toBe(false);
    expect(existsSync(path.join(dataDir, "files", "catatan.txt"))).toBe(true);
  });

  it("keeps a content that another workspace shares", async () => {
    const file = await keep(pdf, "a.pdf");
    const other = await makeWorkspace(database.db);
    await database.db.transaction().execute((tx) =>
      keepFile(tx, dataDir, other, {
        source: pieces(pdf),
        originalName: "b.pdf",
        accept: mediaTypes,
        maxBytes: 1_000,
        createdBy: null,
        now,
      }),
    );
    await deleteFile(database.db, workspaceId, file.id);
    expect((await sweepOrphans(database.db, dataDir, { now: tomorrow })).removedContents).toBe(0);
  });

  it("renews the age of a content that comes in again", async () => {
    const file = await keep(pdf, "a.pdf");
    await deleteFile(database.db, workspaceId, file.id);
    await utimes(contentPath(dataDir, file.sha256), 0, 0);
    await keep(pdf, "a.pdf");
    await database.db.deleteFrom("platform.workspace").execute();
    expect((await sweepOrphans(database.db, dataDir, { now: new Date() })).removedContents).toBe(0);
  });

  it("reports what the disk has lost", async () => {
    const file = await keep(pdf, "a.pdf");
    await deleteContent(dataDir, file.sha256);
    expect((await sweepOrphans(database.db, dataDir, { now: tomorrow })).missingContents).toEqual([
      file.sha256,
    ]);
  });
});

describe("serving a file", () => {
  const ask = (file: FileRecord, headers: Record<string, string> = {}, method = "GET") =>
    serveFile(dataDir, file, new Request("http://desk.test/", { method, headers }));

  it("shows a PDF, saves a table, and runs neither", async () => {
    const shown = await ask(await keep(pdf, "siaran pers é.pdf"));
    expect(shown.headers.get("content-disposition")).toBe(
      "inline; filename=\"siaran pers e.pdf\"; filename*=UTF-8''siaran%20pers%20%C3%A9.pdf",
    );
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(pdf);
    const saved = await ask(await keep("a;b\n", "a.csv"));
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(saved.headers.get("content-security-policy")).toContain("sandbox");
    expect(saved.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(await saved.text()).toBe("a;b\n");
  });

  it("sends parts, and nothing when nothing changed", async () => {
    const file = await keep("0123456789", "a.txt");
    const cases: [string, number, string, string | null][] = [
      ["bytes=2-4", 206, "234", "bytes 2-4/10"],
      ["bytes=7-", 206, "789", "bytes 7-9/10"],
      ["bytes=-3", 206, "789", "bytes 7-9/10"],
      ["bytes=0-99", 206, "0123456789", "bytes 0-9/10"],
      ["bytes=10-", 416, "", "bytes */10"],
      ["bytes=-0", 416, "", "bytes */10"],
      ["bytes=4-2", 200, "0123456789", null],
      ["bytes=0-1,4-5", 200, "0123456789", null],
      ["lines=1-2", 200, "0123456789", null],
    ];
    for (const [range, status, body, contentRange] of cases) {
      const response = await ask(file, { range });
      expect([range, response.status, await response.text()]).toEqual([range, status, body]);
      expect(response.headers.get("content-range")).toBe(contentRange);
    }
    expect((await ask(file, { range: "bytes=0-1", "if-range": '"lain"' })).status).toBe(200);
    expect((await ask(file, { "if-none-match": `W/"${file.sha256}"` })).status).toBe(304);
    expect((await ask(file, {}, "HEAD")).headers.get("content-length")).toBe("10");
  });

  it("says when the disk has lost a content", async () => {
    const file = await keep(pdf, "a.pdf");
    await deleteContent(dataDir, file.sha256);
    await expect(ask(file)).rejects.toMatchObject({ code: "unavailable", key: "file_content_missing" });
  });
});
