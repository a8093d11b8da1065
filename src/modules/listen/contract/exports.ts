import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { queryText } from "./mentions.ts";

export const ExportFormat = z.enum(["csv", "jsonl", "xlsx"]);
export const Export = z.object({
  id,
  q: z.string(),
  format: ExportFormat,
  /** Whether personal data stands in it as it was said; only who may see that fetches the file. */
  isPlain: z.boolean(),
  state: z.enum(["waiting", "running", "done", "failed"]),
  done: z.number(),
  total: z.number().nullable(),
  /** In the reader's language: why it failed, or, when done, what a workbook could not take. */
  error: z.string().nullable(),
  createdAt: instant,
  /** Where the finished file is downloaded from. */
  fileUrl: z.string().nullable(),
});
export type Export = z.infer<typeof Export>;

export const exportContract = {
  createExport: operation("mentions.export", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/exports",
      tags: ["exports"],
      summary: "Write everything a query finds into a file, as a job",
      successStatus: 201,
    })
    .input(
      z.object({
        q: queryText,
        format: ExportFormat,
        /** With personal data: for whoever has `mentions.personal`, noted in the audit log. */
        isPlain: z.boolean().default(false),
      }),
    )
    .output(Export),
  getExport: operation("mentions.export")
    .route({
      method: "GET",
      path: "/listen/exports/{id}",
      tags: ["exports"],
      summary: "How far an export is",
    })
    .input(z.object({ id }))
    .output(Export),
  listExports: operation("mentions.export")
    .route({
      method: "GET",
      path: "/listen/exports",
      tags: ["exports"],
      summary: "Your workspace's latest exports",
    })
    .output(z.object({ items: z.array(Export) })),
};
