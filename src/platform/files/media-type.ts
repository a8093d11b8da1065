import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";

/** Every kind of content the desk keeps. Anything else, and all markup that a browser would run, is refused. */
export const mediaTypes = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/avif",
  "image/tiff",
  "application/pdf",
  "text/csv",
  "text/tab-separated-values",
  "text/plain",
  "application/json",
  "application/x-ndjson",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
] as const;
export type MediaType = (typeof mediaTypes)[number];

/** Usual sets to accept. */
export const acceptedTypes = {
  images: ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/tiff"],
  scans: ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/avif", "application/pdf"],
  tables: [
    "text/csv",
    "text/tab-separated-values",
    "text/plain",
    "application/json",
    "application/x-ndjson",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ],
} as const satisfies Record<string, readonly MediaType[]>;

const EXTENSIONS: Readonly<Record<MediaType, readonly [string, ...string[]]>> = {
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "image/avif": ["avif"],
  "image/tiff": ["tiff", "tif"],
  "application/pdf": ["pdf"],
  "text/csv": ["csv"],
  "text/tab-separated-values": ["tsv"],
  "text/plain": ["txt"],
  "application/json": ["json"],
  "application/x-ndjson": ["jsonl", "ndjson"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
};

const HEAD_BYTES = 64 * 1024;
const MARKUP = /^\s*<(\?xml|!doctype|!--|[a-z])/i;

/** Whether a content is shown in the browser; everything else is offered for download. */
export function isShownInBrowser(mediaType: string): boolean {
  return mediaType === "application/pdf" || (mediaType.startsWith("image/") && mediaType !== "image/tiff");
}

/**
 * What a file really is, from its bytes. The name decides only between kinds of text that bytes cannot tell apart; what
 * the sender claims is not asked.
 * @returns undefined for everything the desk does not keep, SVG, HTML and other markup among it.
 */
export async function sniffMediaType(file: string, name: string): Promise<MediaType | undefined> {
  const detected = await fileTypeFromFile(file);
  if (detected !== undefined) {
    const mime = detected.mime === "image/apng" ? "image/png" : detected.mime;
    return mediaTypes.find((type) => type === mime);
  }
  return textType(await readHead(file), name);
}

/** The kind of text that `head`, the first bytes of a file, begins with; undefined when it is binary or markup. */
export function textType(head: Uint8Array, name: string): MediaType | undefined {
  const text = decodeHead(head);
  if (text === undefined || text.trim() === "" || MARKUP.test(text)) return undefined;
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (/^\s*[[{]/.test(text)) {
    if (EXTENSIONS["application/x-ndjson"].includes(extension)) return "application/x-ndjson";
    return isManyDocuments(text) ? "application/x-ndjson" : "application/json";
  }
  if (extension === "csv" || extension === "tsv")
    return extension === "csv" ? "text/csv" : "text/tab-separated-values";
  return "text/plain";
}

/** The name with an extension that fits the type, so that a saved file opens with the right program. */
export function nameForType(name: string, mediaType: MediaType): string {
  const known = EXTENSIONS[mediaType];
  const [, stem = name, extension = ""] = /^(.+)\.([a-z0-9]{1,8})$/i.exec(name) ?? [];
  if (known.includes(extension.toLowerCase())) return name;
  // Only an extension that means another kept type is replaced: "laporan v1.2" keeps its dot.
  const isOtherType = Object.values(EXTENSIONS).some((list) => list.includes(extension.toLowerCase()));
  return `${isOtherType ? stem : name}.${known[0]}`;
}

/**
 * A name as people may see it and systems may store it: no folders, no control or direction-changing characters, at
 * most 150 characters; "berkas" when nothing is left.
 */
export function cleanName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const cleaned = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029"<>|:*?]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const [, stem = cleaned, extension = ""] = /^(.*?)(\.[a-z0-9]{1,8})?$/is.exec(cleaned) ?? [];
  const short = [...stem].slice(0, 150 - extension.length).join("") + extension;
  return short === "" ? "berkas" : short;
}

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Spreadsheets export UTF-8, UTF-16 with a mark, or a Windows code page; a NUL in anything but UTF-16 means binary. */
function decodeHead(head: Uint8Array): string | undefined {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(head);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(head);
  const text = new TextDecoder("utf-8").decode(head);
  return /[\p{Cc}--\s]/v.test(text) ? undefined : text;
}

/** Whether the first line is a whole JSON value and something follows it. */
function isManyDocuments(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length < 2) return false;
  try {
    JSON.parse(lines[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
