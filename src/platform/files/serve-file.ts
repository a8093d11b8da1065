import { Readable } from "node:stream";
import { openContent } from "./content-store.ts";
import type { FileRecord } from "./file-store.ts";
import { isShownInBrowser } from "./media-type.ts";

/**
 * Sends a kept file: images and PDF to be seen, everything else to be saved, and nothing ever to be run. The caller has
 * checked who asks. Answers `If-None-Match` with 304 and one `Range` with 206 or 416 (RFC 9110 §14).
 * @throws AppError `unavailable` (`file_content_missing`) when the disk has lost the content
 */
export async function serveFile(dataDir: string, file: FileRecord, request: Request): Promise<Response> {
  const etag = `"${file.sha256}"`;
  const headers = safeHeaders(file, etag);
  if (isEtagNamed(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });

  const range = rangeOf(request.headers.get("range"), request.headers.get("if-range"), etag, file.bytes);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  if (range !== undefined) headers.set("content-range", `bytes ${start}-${end}/${file.bytes}`);
  headers.set("content-length", String(end - start + 1));
  const status = range === undefined ? 200 : 206;
  // Nobody would read the stream of a HEAD, and its file would stay open.
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const { handle } = await openContent(dataDir, file.sha256);
  const stream = Readable.toWeb(handle.createReadStream({ start, end }), { type: "bytes" });
  return new Response(stream, { status, headers });
}

/** The headers under which foreign content is handed out: never run, never sniffed, saved unless it can only be seen. */
export function downloadHeaders(name: string, mediaType: string): Headers {
  const isShown = isShownInBrowser(mediaType);
  const isPdf = mediaType === "application/pdf";
  return new Headers({
    "content-type": mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType,
    "content-disposition": `${isShown ? "inline" : "attachment"}; ${dispositionNames(name)}`,
    "x-content-type-options": "nosniff",
    // Browsers show a PDF with a viewer of their own, which `sandbox` would keep from starting.
    "content-security-policy": isPdf
      ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
      : "default-src 'none'; sandbox; frame-ancestors 'self'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    // The content never changes, the right to see it may: ask every time, transfer once.
    "cache-control": "private, no-cache",
  });
}

function safeHeaders(file: FileRecord, etag: string): Headers {
  const headers = downloadHeaders(file.originalName, file.mediaType);
  headers.set("accept-ranges", "bytes");
  headers.set("etag", etag);
  return headers;
}

/** The name twice, as RFC 6266 §4.3 and Appendix D advise: plain ASCII for old programs, UTF-8 for the others. */
function dispositionNames(name: string): string {
  const ascii = name
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii === "" ? "berkas" : ascii}"; filename*=UTF-8''${encoded}`;
}

function isEtagNamed(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag);
}

type ByteRange = { start: number; end: number };

/** One range of bytes; several at once, or a form we do not know, mean the whole, which RFC 9110 §14.2 allows. */
function rangeOf(
  header: string | null,
  ifRange: string | null,
  etag: string,
  bytes: number,
): ByteRange | "unsatisfiable" | undefined {
  if (header === null || (ifRange !== null && ifRange !== etag)) return undefined;
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  const start = first === "" ? Math.max(bytes - Number(last), 0) : Number(first);
  const end = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== "" && last !== "" && Number(last) < start) return undefined;
  return start >= bytes || (first === "" && Number(last) === 0) ? "unsatisfiable" : { start, end };
}
