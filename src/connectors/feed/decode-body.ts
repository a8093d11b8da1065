import iconv from "iconv-lite";
import { note, type SourceNote } from "./source-note.ts";

export interface DecodedBody {
  text: string;
  /** The encoding used, lower case (`utf-8`, `windows-1252`, …). */
  charset: string;
  /** What a person who looks after the source may want to know. */
  notes: SourceNote[];
}

/** How far a declaration may stand from the beginning; HTML asks for it within 1,024 bytes, real pages are late. */
const DECLARATION_WINDOW_BYTES = 4096;

/** Labels that mean more than they say: https://encoding.spec.whatwg.org/#names-and-labels */
const LABELS: Readonly<Record<string, string>> = {
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "us-ascii": "windows-1252",
  ascii: "windows-1252",
  "iso-8859-9": "windows-1254",
  "iso-8859-11": "windows-874",
  "tis-620": "windows-874",
  gb2312: "gb18030",
  gbk: "gb18030",
  "ks_c_5601-1987": "euc-kr",
  utf8: "utf-8",
  unicode: "utf-16le",
};

/**
 * Turns the bytes of a feed or a page into text.
 *
 * The byte order mark decides, then the Content-Type header, the XML declaration and the HTML `meta` (RFC 7303 §3,
 * HTML §13.2.3.2). UTF-8 that is valid beats any other declaration, since servers that claim ISO-8859-1 by default
 * are many; a declared UTF-8 that is not valid, and an unknown name, fall back to windows-1252. Never throws.
 */
export function decodeBody(bytes: Uint8Array, contentTypeHeader?: string): DecodedBody {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined)
    return { text: decode(bytes.subarray(mark.length), mark.charset), charset: mark.charset, notes: [] };
  const wide = wideWithoutMark(bytes);
  if (wide !== undefined) return { text: decode(bytes, wide), charset: wide, notes: [] };

  const notes: SourceNote[] = [];
  const declared = declaredCharset(bytes, contentTypeHeader);
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined) {
    const stateful = declared !== undefined && /^(iso-2022|utf-7|hz)/.test(declared);
    if (!stateful) {
      if (declared !== undefined && declared !== "utf-8" && !isAscii(bytes)) {
        notes.push(note("charset-corrected", `${declared} → utf-8`));
      }
      return { text: utf8, charset: "utf-8", notes };
    }
  }
  if (declared === undefined || declared === "utf-8") {
    if (declared === "utf-8" && isMostlyUtf8(bytes)) {
      notes.push(note("charset-damaged", "utf-8"));
      return { text: decode(bytes, "utf-8"), charset: "utf-8", notes };
    }
    notes.push(
      declared === undefined
        ? note("charset-guessed", "windows-1252")
        : note("charset-corrected", "utf-8 → windows-1252"),
    );
    return { text: decode(bytes, "windows-1252"), charset: "windows-1252", notes };
  }
  if (!iconv.encodingExists(declared) || declared.startsWith("utf-16") || declared.startsWith("utf-32")) {
    notes.push(note("charset-unknown", declared));
    return { text: decode(bytes, "windows-1252"), charset: "windows-1252", notes };
  }
  return { text: decode(bytes, declared), charset: declared, notes };
}

function decode(bytes: Uint8Array, charset: string): string {
  return iconv.decode(bytes, charset);
}

function byteOrderMark(bytes: Uint8Array): { charset: string; length: number } | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: "utf-8", length: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { charset: "utf-32le", length: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { charset: "utf-32be", length: 4 };
  if (a === 0xff && b === 0xfe) return { charset: "utf-16le", length: 2 };
  if (a === 0xfe && b === 0xff) return { charset: "utf-16be", length: 2 };
  return undefined;
}

/** XML appendix F: the first `<?` or `<r` tells a two-byte encoding by its zero bytes. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return "utf-16be";
  return undefined;
}

function declaredCharset(bytes: Uint8Array, header: string | undefined): string | undefined {
  const fromHeader = /charset\s*=\s*["']?([^\s"';,]+)/i.exec(header ?? "")?.[1];
  const head = iconv.decode(bytes.subarray(0, DECLARATION_WINDOW_BYTES), "latin1");
  const fromXml = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1];
  const fromMeta = /<meta[^>]+charset\s*=\s*["']?([^\s"'/>;]+)/i.exec(head)?.[1];
  const label = (fromHeader ?? fromXml ?? fromMeta)?.trim().toLowerCase();
  if (label === undefined || label === "") return undefined;
  return Object.hasOwn(LABELS, label) ? LABELS[label] : label.slice(0, 40);
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** A few broken bytes in much UTF-8 (a text cut in the middle of a character) do not make it another encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(bytes);
  let broken = 0;
  let wide = 0;
  for (const character of text) {
    if (character === "\uFFFD") broken++;
    else if (character > "\u007F") wide++;
  }
  return wide > broken * 2 || broken <= 1;
}
