import { readFile } from "node:fs/promises";
import type { Db } from "#platform/db/database.ts";
import { contentPath } from "#platform/files/content-store.ts";
import { findFile } from "#platform/files/file-store.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { AppError } from "#shared/app-error.ts";
import type { Locale } from "#shared/ids.ts";
import type { SentBrief } from "../../contract/brief.ts";
import { findOffice } from "./clipping-plan-store.ts";
import { findClipping, settingsOf, showClipping } from "./clipping-store.ts";
import { withClippings } from "./clipping-tables.ts";
import { type ClippingSheet, layClipping } from "./lay-clipping.ts";

export type SheetParts = { translate: Translate; deskUrl: () => string; dataDir: string };

/** What goes out, in words ready to print: the lines of a clipping, or the page of a brief. */
export type OpenedSheet = { deskUrl: string; logo: Uint8Array | null; language: Locale } & (
  | { form: "clipping"; sheet: ClippingSheet }
  | { form: "brief"; sheet: SentBrief }
);

/** A clipping as all its forms have it, in the language of its plan. @throws AppError `not_found` */
export async function openClippingSheet(
  db: Db,
  workspaceId: string,
  id: string,
  { translate, deskUrl, dataDir }: SheetParts,
): Promise<OpenedSheet> {
  const clipping = await showClipping(db, workspaceId, id);
  const tables = withClippings(db);
  const { language, logoId } = await settingsOf(tables, await findClipping(tables, workspaceId, id));
  const opened = {
    deskUrl: deskUrl(),
    logo: logoId === null ? null : await readLogo(db, workspaceId, logoId, dataDir),
    language,
  };
  if (clipping.brief !== null) return { ...opened, form: "brief", sheet: clipping.brief };
  const office = await findOffice(db, workspaceId);
  const sheet = layClipping(clipping, { ...office, language, translate, deskUrl: deskUrl() });
  return { ...opened, form: "clipping", sheet };
}

/** The logo as PNG; null when the disk or the office has lost it: the clipping goes out all the same. */
async function readLogo(
  db: Db,
  workspaceId: string,
  logoId: string,
  dataDir: string,
): Promise<Uint8Array | null> {
  try {
    const { sha256 } = await findFile(db, workspaceId, logoId);
    const { default: sharp } = await import("sharp");
    const content = await readFile(contentPath(dataDir, sha256));
    return await sharp(content)
      .resize({ width: 900, height: 450, fit: "inside", withoutEnlargement: true })
      .png()
      .toBuffer();
  } catch (error) {
    if (error instanceof AppError && error.code !== "not_found") throw error;
    return null;
  }
}
