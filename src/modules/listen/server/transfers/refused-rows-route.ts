import { Readable } from "node:stream";
import { downloadHeaders } from "#platform/files/serve-file.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import { id as idShape, type Locale } from "#shared/ids.ts";
import { requirePersonal } from "../personal-data/require-personal.ts";
import type { TransferServices } from "./import-parts.ts";
import { findImport, type RefusedRow } from "./import-store.ts";
import { writeRefusedRows } from "./write-refused-rows.ts";

const mediaTypes = {
  csv: "text/csv",
  jsonl: "application/x-ndjson",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** Where the refused rows of an import are fetched. */
export const refusedRowsRoute = ({ translate }: Pick<TransferServices, "translate">): RawRoute =>
  rawRoute({
    method: "GET",
    path: "/listen/imports/{id}/refused",
    tag: "imports",
    summary: "Refused rows with their reasons, in the file's own form, to mend and send again",
    access: "mentions.import",
    answers: { status: 200, mediaType: "application/octet-stream" },
    async handle(context, _request, parameters) {
      const parsed = idShape.safeParse(parameters["id"]);
      if (!parsed.success) throw invalidField("id", "field.invalid_format", { format: "uuid" });
      requirePersonal(context.membership);
      const record = await findImport(context.db, context.workspaceId, parsed.data);
      if (record.columns === null || record.rowsRefused === 0) throw notFound("refused rows");
      const name = `${record.fileName.replace(/\.[a-z0-9]{1,8}$/i, "")}-${translate(context.locale, "refused_file")}.${record.format}`;
      const rows = writeRefusedRows(context.db, record, (row) => sayReasons(row, context.locale, translate));
      return new Response(Readable.toWeb(Readable.from(rows, { objectMode: false }), { type: "bytes" }), {
        headers: downloadHeaders(name, mediaTypes[record.format]),
      });
    },
  });

/** `Tanggal: tidak terbaca (12 Juny).` for each reason, one after the other. */
export function sayReasons(row: Pick<RefusedRow, "reasons">, locale: Locale, translate: Translate): string {
  return row.reasons
    .map(({ field, key, value }) => {
      const name = translate(locale, `import_field.${field}`);
      const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
      return translate(locale, `refusal.${key}`, { field: name, value: shown });
    })
    .join(" ");
}
