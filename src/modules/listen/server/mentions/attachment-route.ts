import { findFile } from "#platform/files/file-store.ts";
import { serveFile } from "#platform/files/serve-file.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import { id as idShape } from "#shared/ids.ts";
import { requirePersonal } from "../personal-data/require-personal.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { findPositions } from "./mention-store.ts";
import { withMentions } from "./tables.ts";

/** Where the scans of a mention are seen by those who read it. */
export const attachmentRoute = (dataDir: string): RawRoute =>
  rawRoute({
    method: "GET",
    path: "/listen/mentions/{id}/attachments/{fileId}",
    tag: "mentions",
    summary: "A scan of a mention; other than of the press only for those who may see personal data",
    access: "mentions.read",
    answers: { status: 200, mediaType: "application/octet-stream" },
    async handle(context, request, parameters) {
      const [id, fileId] = [idOf(parameters, "id"), idOf(parameters, "fileId")];
      const { workspaceId } = context;
      const db = withMentions(context.db);
      const [position] = await findPositions(db, workspaceId, [id]);
      const mention =
        position &&
        (await db
          .selectFrom("listen.mention")
          .select(["channel", "attachment_ids"])
          .where("workspace_id", "=", workspaceId)
          .where("published_at", "=", position.publishedAt)
          .where("id", "=", id)
          .executeTakeFirst());
      if (!mention?.attachment_ids?.includes(fileId)) throw notFound("attachment");
      const { hidesScans } = (await openVeil(context.db, workspaceId))(channelOf(mention));
      if (hidesScans) requirePersonal(context.membership);
      return serveFile(dataDir, await findFile(context.db, workspaceId, fileId), request);
    },
  });

function idOf(parameters: Record<string, string>, name: string): string {
  const parsed = idShape.safeParse(parameters[name]);
  if (!parsed.success) throw invalidField(name, "field.invalid_format", { format: "uuid" });
  return parsed.data;
}
