import { TableError } from "#connectors/table/table-shape.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError } from "#shared/app-error.ts";
import type { Import } from "../../contract/imports.ts";
import type { ImportRecord } from "./import-store.ts";

/** An import as its page shows it, in the reader's language. */
export function importView(
  record: ImportRecord,
  { locale, membership }: Pick<RequestContext, "locale" | "membership">,
  translate: Translate,
): Import {
  const {
    workspaceId: _,
    fileId,
    sha256: __,
    columns,
    delimiter: ___,
    position: ____,
    error,
    ...shown
  } = record;
  const isGettable = record.rowsRefused > 0 && columns !== null && fileId !== null;
  return {
    ...shown,
    error: error && translate(locale, `errors.${error.key}`, error.values),
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
    refusedUrl: isGettable
      ? `/api/listen/imports/${record.id}/refused?workspace=${encodeURIComponent(membership.slug)}`
      : null,
  };
}

/** Tells open screens that an import has moved on; they ask how far. */
export const announceImport = (db: Db | Tx, workspaceId: string, importId: string): Promise<void> =>
  announceLive(db, workspaceId, { type: "import", importId });

/** What a file that is no table is told as; everything else as it is. */
export function toImportError(error: unknown): unknown {
  return error instanceof TableError
    ? new AppError("invalid", `import.${error.kind}`, { ...error.values }, error)
    : error;
}
