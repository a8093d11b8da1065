import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { id as idShape } from "#shared/ids.ts";
import { fieldPartBytes } from "../../contract/field-note.ts";
import { findFieldPhoto, receiveFieldPhoto } from "./receive-field-photo.ts";

/** Pictures from the field come in parts, so that a call that breaks off is gone on with. */
export function fieldPhotoRoutes(dataDir: string): RawRoute[] {
  return [
    rawRoute({
      method: "GET",
      path: "/listen/field-photos/{id}",
      tag: "field notes",
      summary: "How much of a picture has come in",
      access: "mentions.clip",
      answers: { status: 200, mediaType: "application/json" },
      handle: async (context, _request, parameters) =>
        Response.json(await findFieldPhoto(context, photoIdOf(parameters))),
    }),
    rawRoute({
      method: "POST",
      path: "/listen/field-photos/{id}",
      tag: "field notes",
      summary:
        "One part of a picture: the body is its bytes, `at` how many come before it, `bytes` how many there are in all",
      access: "mentions.clip",
      answers: { status: 200, mediaType: "application/json" },
      async handle(context, request, parameters) {
        const photoId = photoIdOf(parameters);
        if (Number(request.headers.get("content-length") ?? 0) > fieldPartBytes)
          throw new AppError("too_large", "file_too_large", { maxMegabytes: fieldPartBytes / 1024 / 1024 });
        const query = new URL(request.url).searchParams;
        const part = {
          photoId,
          at: Number(query.get("at")),
          bytes: Number(query.get("bytes")),
          content: Buffer.from(await request.arrayBuffer()),
        };
        return Response.json(await receiveFieldPhoto(context, dataDir, part));
      },
    }),
  ];
}

function photoIdOf(parameters: Record<string, string>): string {
  const parsed = idShape.safeParse(parameters["id"]);
  if (!parsed.success) throw invalidField("id", "field.invalid_format", { format: "uuid" });
  return parsed.data;
}
