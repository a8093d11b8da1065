import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { MailError } from "./mail-error.ts";
import type { MailMessage } from "./mail-message.ts";

const summary = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  to: z.array(z.string()),
  subject: z.string(),
  language: z.enum(["id", "en"]),
  text: z.string(),
  html: z.string().optional(),
});

/** A mail that was written to the preview folder instead of being sent. */
export type MailPreview = z.infer<typeof summary>;

/** `20250618T020000000Z-4f2a…`: sorts by time, safe as a file name and in an address. */
const PREVIEW_ID = /^\d{8}T\d{9}Z-[0-9a-f]{12}$/;
const KEPT_PREVIEWS = 500;

/**
 * Writes a mail as `<id>.eml` (opens in any mail program) and `<id>.json` (what the desk lists). The second is written
 * last and whole, so that a listed preview is always complete. Keeps the newest 500.
 * @throws MailError `preview_failed`
 */
export async function writePreview(
  folder: string,
  message: MailMessage,
  raw: Buffer,
  now: Date,
): Promise<string> {
  const id = `${now.toISOString().replace(/[-:.]/g, "")}-${randomBytes(6).toString("hex")}`;
  const preview: MailPreview = {
    id,
    at: now.toISOString(),
    to: [...message.to, ...(message.cc ?? []), ...(message.bcc ?? [])].map(({ address }) => address),
    subject: message.subject,
    language: message.language,
    text: message.text,
    ...(message.html === undefined ? {} : { html: message.html }),
  };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(folder, `${id}.eml`, raw);
    await writeWhole(folder, `${id}.json`, JSON.stringify(preview));
    for (const old of (await previewIds(folder)).slice(KEPT_PREVIEWS)) {
      await rm(path.join(folder, `${old}.json`), { force: true });
      await rm(path.join(folder, `${old}.eml`), { force: true });
    }
  } catch (error) {
    throw new MailError("preview_failed", `could not write to ${folder}`, error);
  }
  return id;
}

/** The previews, newest first. A folder that does not exist yet has none. */
export async function listPreviews(folder: string, limit = 50): Promise<MailPreview[]> {
  const previews: MailPreview[] = [];
  for (const id of (await previewIds(folder)).slice(0, limit)) {
    const preview = await readPreview(folder, id);
    if (preview !== undefined) previews.push(preview);
  }
  return previews;
}

/** One preview; undefined when there is none of this id (it comes from an address, so it is checked). */
export async function readPreview(folder: string, id: string): Promise<MailPreview | undefined> {
  const text = PREVIEW_ID.test(id) ? await readIfThere(path.join(folder, `${id}.json`)) : undefined;
  return text === undefined ? undefined : summary.parse(JSON.parse(text.toString("utf8")));
}

/** The mail of a preview as it would have been sent, for download as `.eml`. */
export async function readPreviewSource(folder: string, id: string): Promise<Buffer | undefined> {
  return PREVIEW_ID.test(id) ? readIfThere(path.join(folder, `${id}.eml`)) : undefined;
}

async function previewIds(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => name.endsWith(".json") && PREVIEW_ID.test(name.slice(0, -5)))
      .map((name) => name.slice(0, -5))
      .sort()
      .reverse();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function writeWhole(folder: string, name: string, content: string | Buffer): Promise<void> {
  const draft = path.join(folder, `.${name}`);
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, path.join(folder, name));
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
}
