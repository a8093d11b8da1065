import { downloadHeaders } from "#platform/files/serve-file.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { invalidField } from "#shared/app-error.ts";
import { BriefQuestion } from "../../contract/brief.ts";
import { clippingFileName } from "../clippings/clipping-file-name.ts";
import { clippingWork } from "../clippings/clipping-work.ts";
import type { SheetParts } from "../clippings/open-clipping-sheet.ts";
import { getBrief } from "./get-brief.ts";

/** Where a brief is fetched ready to print; asked as `/listen/brief` is. */
export const briefPdfRoute = (parts: SheetParts): RawRoute =>
  rawRoute({
    method: "GET",
    path: "/listen/brief/pdf",
    tag: "briefs",
    summary: "A brief as one A4 page",
    access: "mentions.read",
    answers: { status: 200, mediaType: "application/pdf" },
    async handle(context, request) {
      const asked = BriefQuestion.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!asked.success)
        throw invalidField(
          asked.error.issues.map(({ path }) => path.join("."))[0] ?? "from",
          "field.invalid_value",
        );
      const { language } = asked.data;
      const sheet = await getBrief(context, asked.data, parts);
      const pdf = await clippingWork.pdf({
        form: "brief",
        sheet,
        logo: null,
        language,
        deskUrl: parts.deskUrl(),
      });
      const headers = downloadHeaders(clippingFileName(sheet), "application/pdf");
      headers.set("content-length", String(pdf.byteLength));
      return new Response(request.method === "HEAD" ? null : new Uint8Array(pdf), { headers });
    },
  });
