import { readFile } from "node:fs/promises";
import type { Db } from "#platform/db/database.ts";
import { contentPath } from "#platform/files/content-store.ts";
import { findFile } from "#platform/files/file-store.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { AppError } from "#shared/app-error.ts";
import { ClippingSettings } from "../../contract/clipping.ts";
import { findOffice } from "./clipping-plan-store.ts";
import { showClipping } from "./clipping-store.ts";
import { withClippings } from "./clipping-tables.ts";
import { type ClippingSheet, layClipping } from "./lay-clipping.ts";

export type SheetParts = { translate: Translate; deskUrl: () => string; dataDir: string };

/** A clipping as all its forms have it, in the language of its plan. @throws AppError `not_found` */
export async function openClippingSheet(
  db: Db,
  workspaceId: string,
  id: string,
  { translate, deskUrl, dataDir }: SheetParts,
): Promise<{ sheet: ClippingSheet; logo: Uint8Array | null; language: "id" | "en" }> {
  const clipping = await showClipping(db, workspaceId, id);
  const { settings: kept } = await withClippings(db)
    .selectFrom("listen.clipping_plan")
    .select("settings")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", clipping.planId)
    .executeTakeFirstOrThrow();
  const { language, logoId } = ClippingSettings.parse(kept);
  const office = await findOffice(db, workspaceId);
  const sheet = layClipping(clipping, { ...office, language, translate, deskUrl: deskUrl() });
  return { sheet, logo: logoId === null ? null : await readLogo(db, workspaceId, logoId, dataDir), language };
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
