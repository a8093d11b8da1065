import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { channel } from "./mentions.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["imports"];

/** The columns of a mention that a file can fill. */
export const ImportField = z.enum([
  "externalId",
  "url",
  "title",
  "text",
  "outlet",
  "author",
  "channel",
  "language",
  "publishedAt",
  "likes",
  "replies",
  "shares",
  "views",
  "tags",
  "parentId",
]);
export type ImportField = z.infer<typeof ImportField>;

export const ImportMapping = z.object({
  /** Workbooks: the sheet to read; the first visible one when left out. */
  sheet: z.string().min(1).max(120).optional(),
  columns: z.partialRecord(ImportField, z.string()),
  /** What stands in where the file has no such column. */
  defaults: z
    .object({
      outlet: z.string().max(200).optional(),
      channel: channel.optional(),
      /** Zone of times that name none: Asia/Jakarta, Asia/Makassar, Asia/Jayapura or UTC. The workspace's when left out. */
      zone: z.string().max(60).optional(),
      /** How 05/06/2025 is read: 5 June (dmy, as everybody here writes) or 6 May (mdy). dmy when left out. */
      dateOrder: z.enum(["dmy", "mdy"]).optional(),
    })
    .default({}),
});
export type ImportMapping = z.infer<typeof ImportMapping>;

export const Import = z.object({
  id,
  fileName: z.string(),
  format: z.enum(["csv", "jsonl", "xlsx"]),
  bytes: z.number(),
  state: z.enum(["uploaded", "waiting", "running", "paused", "done", "failed", "cancelled"]),
  isDryRun: z.boolean(),
  mapping: ImportMapping.nullable(),
  rowsRead: z.number(),
  rowsStored: z.number(),
  rowsKnown: z.number(),
  rowsRefused: z.number(),
  /** Estimated from bytes read; null while unknown. */
  rowsTotal: z.number().nullable(),
  rowsPerSecond: z.number().nullable(),
  /** In the reader's language. A failed import can be resumed once what it names is mended. */
  error: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  /** Refused rows with their reasons, in the file's own shape, to mend and send again. */
  refusedUrl: z.string().nullable(),
});
export type Import = z.infer<typeof Import>;

export const importContract = {
  createImport: operation("mentions.import", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/imports",
      tags,
      summary: "Begin an import from an uploaded file",
      successStatus: 201,
    })
    .input(z.object({ fileId: id, fileName: z.string().trim().min(1).max(255) }))
    .output(Import),
  listImports: operation("mentions.import")
    .route({ method: "GET", path: "/listen/imports", tags, summary: "Imports, newest first" })
    .output(z.object({ items: z.array(Import) })),
  getImport: operation("mentions.import")
    .route({ method: "GET", path: "/listen/imports/{id}", tags, summary: "How far an import is" })
    .input(z.object({ id }))
    .output(Import),
  previewImport: operation("mentions.import")
    .route({
      method: "GET",
      path: "/listen/imports/{id}/preview",
      tags,
      summary: "Columns, first rows and a proposed mapping",
    })
    .input(z.object({ id, sheet: z.string().min(1).max(120).optional() }))
    .output(
      z.object({
        /** Sheets of a workbook; empty for other files. */
        sheets: z.array(z.string()),
        columns: z.array(z.string()),
        /** Personal data is covered for whoever has no right to see it. */
        rows: z.array(z.array(shownWords)),
        suggested: ImportMapping,
      }),
    ),
  checkImport: operation("mentions.import")
    .route({
      method: "POST",
      path: "/listen/imports/{id}/check",
      tags,
      summary: "Try a mapping on the first rows without storing anything",
    })
    .input(z.object({ id, mapping: ImportMapping }))
    .output(
      z.object({
        checked: z.number(),
        accepted: z.number(),
        known: z.number(),
        /** The first 100 reasons; `key` is one of `refusalKeys`, `field` an import field or "row". */
        refused: z.array(
          z.object({ row: z.number(), field: z.string(), key: z.string(), value: shownWords }),
        ),
        sample: z.array(
          z.object({
            title: shownWords,
            outlet: z.string(),
            channel,
            publishedAt: instant,
            url: shownWords.nullable(),
          }),
        ),
      }),
    ),
  startImport: operation("mentions.import")
    .route({
      method: "POST",
      path: "/listen/imports/{id}/start",
      tags,
      summary: "Run the import, or a dry run over the whole file",
    })
    .input(z.object({ id, mapping: ImportMapping, isDryRun: z.boolean().default(false) }))
    .output(Import),
  pauseImport: operation("mentions.import")
    .route({ method: "POST", path: "/listen/imports/{id}/pause", tags, summary: "Pause a running import" })
    .input(z.object({ id }))
    .output(Import),
  resumeImport: operation("mentions.import")
    .route({
      method: "POST",
      path: "/listen/imports/{id}/resume",
      tags,
      summary: "Go on with a paused or failed import from where it stopped",
    })
    .input(z.object({ id }))
    .output(Import),
  cancelImport: operation("mentions.import")
    .route({
      method: "POST",
      path: "/listen/imports/{id}/cancel",
      tags,
      summary: "Stop an import; rows already stored stay",
    })
    .input(z.object({ id }))
    .output(Import),
};
