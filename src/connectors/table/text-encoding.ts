import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import iconv from "iconv-lite";

/** How the text of a file is written, and how long its mark is. Bytes. */
export type TextEncoding = {
  readonly name: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly markBytes: number;
};

const chunkBytes = 1024 * 1024;

/**
 * Finds out how a text file is written: by its mark, else UTF-8 when most of what is not ASCII is valid UTF-8, else the
 * Windows code page that spreadsheets here save as. Reads the whole file once, since the first odd byte may come late.
 */
export async function detectEncoding(file: string): Promise<TextEncoding> {
  const marked = await readMark(file);
  if (marked !== undefined) return marked;
  let valid = 0;
  let broken = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const cut = wholeCharacters(bytes);
    const text = bytes.subarray(0, cut);
    rest = bytes.subarray(cut);
    if (isAscii(text)) continue;
    // Bytes beyond the first of each character are what decoding makes shorter; quicker than to look at each of them.
    const decoded = text.toString("utf8");
    const replaced = isUtf8(text) ? 0 : decoded.split("\ufffd").length - 1;
    broken += replaced;
    valid += Math.max(0, text.length - decoded.length - replaced);
  }
  broken += rest.length;
  return { name: broken > valid ? "windows-1252" : "utf-8", markBytes: 0 };
}

async function readMark(file: string): Promise<TextEncoding | undefined> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    if (bytesRead >= 2 && buffer[0] === 0xff && buffer[1] === 0xfe) return { name: "utf-16le", markBytes: 2 };
    if (bytesRead >= 2 && buffer[0] === 0xfe && buffer[1] === 0xff) return { name: "utf-16be", markBytes: 2 };
    if (bytesRead === 3 && buffer.equals(Buffer.from([0xef, 0xbb, 0xbf])))
      return { name: "utf-8", markBytes: 3 };
    return undefined;
  } finally {
    await handle.close();
  }
}

/** Length without a last character that the end of the chunk may have cut: at most 3 bytes less. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/**
 * The text as UTF-8, without its mark, from a place in that text. UTF-8 files are read from there at once; others are
 * decoded from their beginning, which is quick beside taking rows apart.
 */
export async function* readUtf8(
  file: string,
  encoding: TextEncoding,
  fromByte: number,
): AsyncGenerator<Buffer> {
  if (encoding.name === "utf-8") {
    yield* createReadStream(file, { start: encoding.markBytes + fromByte, highWaterMark: 128 * 1024 });
    return;
  }
  const decoder = iconv.getDecoder(encoding.name);
  let skip = fromByte;
  const pass = function* (text: string | undefined): Generator<Buffer> {
    const bytes = Buffer.from(text ?? "", "utf8");
    const from = Math.min(skip, bytes.length);
    skip -= from;
    if (from < bytes.length) yield bytes.subarray(from);
  };
  for await (const chunk of createReadStream(file, { start: encoding.markBytes, highWaterMark: 128 * 1024 }))
    yield* pass(decoder.write(chunk as Buffer));
  yield* pass(decoder.end());
}

/** Bytes of the whole text as UTF-8 where that is known without decoding it; the file's own size is near enough else. */
export async function textBytes(file: string, encoding: TextEncoding): Promise<number> {
  const handle = await open(file, "r");
  try {
    return (
      Math.max(0, (await handle.stat()).size - encoding.markBytes) /
      (encoding.name.startsWith("utf-16") ? 2 : 1)
    );
  } finally {
    await handle.close();
  }
}
