import { downloadHeaders } from "#platform/files/serve-file.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { invalidField } from "#shared/app-error.ts";
import { id as idShape } from "#shared/ids.ts";
import { clippingFileName } from "./clipping-file-name.ts";
import { clippingWork } from "./clipping-work.ts";
import { openClippingSheet, type SheetParts } from "./open-clipping-sheet.ts";

/** Where a clipping is fetched ready to print. */
export const clippingPdfRoute = (parts: SheetParts): RawRoute =>
  rawRoute({
    method: "GET",
    path: "/listen/clippings/{id}/pdf",
    tag: "clippings",
    summary: "A clipping as A4 pages",
    access: "mentions.read",
    answers: { status: 200, mediaType: "application/pdf" },
    async handle(context, request, parameters) {
      const parsed = idShape.safeParse(parameters["id"]);
      if (!parsed.success) throw invalidField("id", "field.invalid_format", { format: "uuid" });
      const opened = await openClippingSheet(context.db, context.workspaceId, parsed.data, parts);
      const pdf = await clippingWork.pdf(opened);
      const headers = downloadHeaders(clippingFileName(opened.sheet), "application/pdf");
      headers.set("content-length", String(pdf.byteLength));
      return new Response(request.method === "HEAD" ? null : new Uint8Array(pdf), { headers });
    },
  });
