import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { id as idShape } from "#shared/ids.ts";
import type { Permission } from "#shared/permissions.ts";
import { findFile } from "./file-store.ts";
import { keepFile } from "./keep-file.ts";
import { acceptedTypes, isShownInBrowser, type MediaType } from "./media-type.ts";
import { serveFile } from "./serve-file.ts";

const megabyte = 1024 * 1024;

/** What may come in for each purpose. A table of a million mentions is larger than any scan. */
const purposes: Record<
  "attachment" | "import",
  { accept: readonly MediaType[]; maxBytes: number; permission: Permission }
> = {
  attachment: {
    accept: [...new Set([...acceptedTypes.images, ...acceptedTypes.scans])],
    maxBytes: 25 * megabyte,
    permission: "mentions.clip",
  },
  import: { accept: acceptedTypes.tables, maxBytes: 2048 * megabyte, permission: "mentions.import" },
};

const tableName = /\.(csv|tsv|txt|json|jsonl|ndjson|xlsx)$/i;

/**
 * Taking and giving files. What a file is for is told by `purpose`, or else by its name: tables are for import. Its
 * bytes decide whether it is what it claims.
 */
export function fileRoutes(dataDir: string): RawRoute[] {
  return [
    rawRoute({
      method: "POST",
      path: "/files",
      tag: "files",
      summary:
        "Hand in a file: the body is its bytes, `name` what it is called, `purpose` attachment or import",
      access: "mentions.clip",
      answers: { status: 201, mediaType: "application/json" },
      async handle(context, request) {
        const query = new URL(request.url).searchParams;
        const name = query.get("name") ?? "";
        if (name.trim() === "") throw invalidField("name", "field.required");
        const { accept, maxBytes, permission } = purposes[purposeOf(query.get("purpose"), name)];
        requirePermission(context, permission);
        // Told beforehand, a file that is too large need not be sent at all.
        if (Number(request.headers.get("content-length") ?? 0) > maxBytes)
          throw new AppError("too_large", "file_too_large", { maxMegabytes: maxBytes / megabyte });
        if (request.body === null) throw new AppError("invalid", "file_empty");
        const file = await keepFile(context.db, dataDir, context.workspaceId, {
          source: request.body,
          originalName: name,
          accept,
          maxBytes,
          createdBy: context.actor.id,
          now: context.now(),
        });
        const answer = {
          id: file.id,
          name: file.originalName,
          bytes: file.bytes,
          mediaType: file.mediaType,
        };
        return Response.json(answer, { status: 201 });
      },
    }),
    rawRoute({
      method: "GET",
      path: "/files/{id}",
      tag: "files",
      summary: "A kept file, for those who may hand in files",
      access: "mentions.clip",
      answers: { status: 200, mediaType: "application/octet-stream" },
      async handle(context, request, parameters) {
        const parsed = idShape.safeParse(parameters["id"]);
        if (!parsed.success) throw invalidField("id", "field.invalid_format", { format: "uuid" });
        const file = await findFile(context.db, context.workspaceId, parsed.data);
        // Whoever may hand in scans sees them; readers see those of a mention with it. Whole tables leave the desk only with the right to.
        if (!isShownInBrowser(file.mediaType) && file.mediaType !== "image/tiff")
          requirePermission(context, "mentions.export");
        return serveFile(dataDir, file, request);
      },
    }),
  ];
}

function purposeOf(purpose: string | null, name: string): keyof typeof purposes {
  if (purpose === null) return tableName.test(name) ? "import" : "attachment";
  if (purpose !== "attachment" && purpose !== "import") throw invalidField("purpose", "field.invalid_value");
  return purpose;
}

function requirePermission(context: RequestContext, permission: Permission): void {
  if (!context.membership.permissions.includes(permission))
    throw new AppError("forbidden", "forbidden", { permission });
}
