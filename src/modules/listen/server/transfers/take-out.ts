import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatOfName } from "#connectors/table/open-table.ts";
import type { WrittenTable } from "#connectors/table/table-shape.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Db } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { AppError } from "#shared/app-error.ts";
import type { Zone } from "#shared/ids.ts";
import { liftVeil } from "../personal-data/veil.ts";
import { writeExport } from "./write-export.ts";

export type TakeOutOptions = {
  /** Where to write; its ending chooses the format. */
  file: string;
  workspace: { id: string; zone: Zone };
  q: string;
  /** With personal data as it was said; covered otherwise. */
  isPlain: boolean;
  actor: Actor;
  onProgress(rows: number): void;
  signal: AbortSignal;
};

/**
 * Writes what a query finds into a file on the server's own disk. The file appears whole or not at all.
 * @throws AppError `invalid` (`export.no_format`, or for a query with mistakes)
 */
export async function takeOut(
  parts: { db: Db; translate: Translate; now: () => Date },
  { file, workspace, q, isPlain, actor, onProgress, signal }: TakeOutOptions,
): Promise<WrittenTable> {
  const format = formatOfName(file);
  if (format === undefined) throw new AppError("invalid", "export.no_format", { file });
  const now = parts.now();
  const facts = { subjectKind: "export", subjectId: null };
  const lifted = isPlain
    ? await parts.db.transaction().execute((tx) => {
        const exported = { ...facts, action: "personal_data.exported", details: { q } };
        return liftVeil(tx, workspace.id, actor, exported, now);
      })
    : undefined;
  const wish = { q, format, locale: "id", receivedBefore: now, now, zone: workspace.zone, lifted } as const;
  let written: WrittenTable = { rows: 0, isCut: false };
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    written = yield* writeExport(parts, workspace.id, wish, onProgress);
  };
  const part = `${file}.part`;
  try {
    await pipeline(Readable.from(bytes(), { objectMode: false }), createWriteStream(part, { mode: 0o600 }), {
      signal,
    });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  await parts.db.transaction().execute((tx) => {
    const details = { q, format, isPlain, rows: written.rows };
    return recordAudit(tx, workspace.id, actor, { ...facts, action: "export.created", details }, parts.now());
  });
  return written;
}
