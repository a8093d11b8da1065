import { recordAudit } from "#platform/audit/record-audit.ts";
import { findFile } from "#platform/files/file-store.ts";
import { serveFile } from "#platform/files/serve-file.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { id as idShape } from "#shared/ids.ts";
import { requirePersonal } from "../personal-data/require-personal.ts";
import { findExport } from "./export-store.ts";
import type { TransferServices } from "./import-parts.ts";

/** Where the file of a finished export is fetched. */
export const exportFileRoute = ({ dataDir }: Pick<TransferServices, "dataDir">): RawRoute =>
  rawRoute({
    method: "GET",
    path: "/listen/exports/{id}/file",
    tag: "exports",
    summary: "The file of a finished export; kept for seven days",
    access: "mentions.export",
    answers: { status: 200, mediaType: "application/octet-stream" },
    async handle(context, request, parameters) {
      const parsed = idShape.safeParse(parameters["id"]);
      if (!parsed.success) throw invalidField("id", "field.invalid_format", { format: "uuid" });
      const { state, fileId, isPlain, q, createdByName } = await findExport(
        context.db,
        context.workspaceId,
        parsed.data,
      );
      if (state !== "done") throw new AppError("conflict", "export.not_ready");
      if (fileId === null) throw new AppError("gone", "export.forgotten");
      if (isPlain) {
        requirePersonal(context.membership);
        const details = { q, askedBy: createdByName };
        const facts = {
          action: "personal_data.fetched",
          subjectKind: "export",
          subjectId: parsed.data,
          details,
        };
        await context.db
          .transaction()
          .execute((tx) => recordAudit(tx, context.workspaceId, context.actor, facts, context.now()));
      }
      return serveFile(dataDir, await findFile(context.db, context.workspaceId, fileId), request);
    },
  });
