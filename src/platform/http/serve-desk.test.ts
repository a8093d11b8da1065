import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveDesk } from "./serve-desk.ts";

const script = "export const meja = 1;\n".repeat(100);
const app = new Hono();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "gaung-desk-"));
  await mkdir(path.join(folder, "assets"));
  await writeFile(path.join(folder, "index.html"), "<html></html>");
  await writeFile(path.join(folder, "assets/desk-abc.js"), script);
  await writeFile(path.join(folder, "assets/desk-abc.js.br"), brotliCompressSync(script));
  await writeFile(path.join(folder, "assets/desk-abc.js.gz"), gzipSync(script));
  await writeFile(path.join(folder, "assets/small-abc.js"), "export {};");
  serveDesk(app, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = (address: string, encodings: string): Promise<Response> =>
  Promise.resolve(app.request(address, { headers: { "accept-encoding": encodings } }));

it("sends the smallest form that the browser takes, to be kept for ever", async () => {
  for (const [encodings, form, bytes] of [
    ["gzip, deflate, br", "br", brotliCompressSync(script)],
    ["gzip", "gzip", gzipSync(script)],
    ["", null, Buffer.from(script)],
  ] as const) {
    const answer = await ask("/assets/desk-abc.js", encodings);
    expect(answer.headers.get("content-encoding")).toBe(form);
    expect(answer.headers.get("content-type")).toContain("text/javascript");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  }
});

it("sends a file without compressed forms as it is", async () => {
  const answer = await ask("/assets/small-abc.js", "gzip, br");
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(await answer.text()).toBe("export {};");
});

it("answers any address of the desk with the one page, and a missing file with 404", async () => {
  expect(await (await ask("/aliran", "br")).text()).toBe("<html></html>");
  expect((await ask("/assets/gone-abc.js", "br")).status).toBe(404);
});
