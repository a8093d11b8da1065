import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Export } from "../../contract/exports.ts";
import type { ExportRecord } from "./export-store.ts";

/** An export as its page shows it, in the reader's language. */
export function exportView(
  { id, q, format, isPlain, state, done, total, error, createdAt, fileId }: ExportRecord,
  { locale, membership }: Pick<RequestContext, "locale" | "membership">,
  translate: Translate,
): Export {
  return {
    id,
    q,
    format,
    isPlain,
    state,
    done,
    total,
    error: error && translate(locale, `errors.${error.key}`, error.values),
    createdAt: createdAt.toISOString(),
    fileUrl:
      fileId === null
        ? null
        : `/api/listen/exports/${id}/file?workspace=${encodeURIComponent(membership.slug)}`,
  };
}
