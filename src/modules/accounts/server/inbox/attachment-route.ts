import { downloadHeaders } from "#platform/files/serve-file.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { invalidField } from "#shared/app-error.ts";
import { id as idShape } from "#shared/ids.ts";
import type { NetworkParts } from "../network-parts.ts";
import { openAttachment } from "./open-attachment.ts";

/**
 * Files of messages. Asked for by POST: it asks the network and is put on record, which no link, prefetch or picture on
 * somebody's page may cause.
 */
export const attachmentRoute = (parts: NetworkParts): RawRoute =>
  rawRoute({
    method: "POST",
    path: "/conversations/{id}/messages/{messageId}/files/{place}",
    tag: "conversations",
    summary: "Fetch a file of a message from its network; with `as=picture` drawn anew, to be shown",
    access: "mentions.read",
    answers: { status: 200, mediaType: "application/octet-stream" },
    async handle(context, request, parameters) {
      const { name, mediaType, bytes } = await openAttachment(
        context,
        {
          id: idOf(parameters, "id"),
          messageId: idOf(parameters, "messageId"),
          place: placeOf(parameters["place"] ?? ""),
          asPicture: new URL(request.url).searchParams.get("as") === "picture",
        },
        parts,
      );
      const headers = downloadHeaders(name, mediaType);
      // Also what a browser would show: only the desk's own page shows it, and only as a picture that was drawn anew.
      const disposition = headers.get("content-disposition") ?? "attachment";
      headers.set("content-disposition", disposition.replace(/^inline/, "attachment"));
      headers.set("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
      headers.set("cache-control", "no-store");
      return new Response(bytes.slice(), { headers });
    },
  });

function idOf(parameters: Record<string, string>, name: string): string {
  const parsed = idShape.safeParse(parameters[name]);
  if (!parsed.success) throw invalidField(name, "field.invalid_format", { format: "uuid" });
  return parsed.data;
}

function placeOf(said: string): number {
  if (!/^\d{1,3}$/.test(said)) throw invalidField("place", "field.invalid_format", { format: "number" });
  return Number(said);
}
