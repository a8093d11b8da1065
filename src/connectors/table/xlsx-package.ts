import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { TableError } from "./table-shape.ts";

/** A workbook has some dozens of parts. */
const mostEntries = 10_000;
/** Of the small parts (list of sheets, styles, relations). Bytes, unpacked. */
const largestPart = 32 * 1024 * 1024;
/**
 * Unpacked bytes of a sheet: a million rows of long posts have some 2 GB. Every row is handed out as it is read, so that
 * this is a bound of time, not of memory.
 */
const largestSheet = 8 * 1024 * 1024 * 1024;
/** Repetitive sheets pack to a fiftieth; a thousandth is a bomb. */
const highestRatio = 400;

export type XlsxPackage = {
  /** Opens a part unpacked. @throws TableError `workbook_bomb`; undefined when there is none */
  open(name: string): Promise<Readable | undefined>;
  close(): void;
};

/**
 * Opens a workbook's package by its directory, without unpacking anything.
 * @throws TableError `not_a_workbook`, `workbook_locked`, `workbook_bomb`
 */
export async function openPackage(file: string): Promise<XlsxPackage> {
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw new TableError("not_a_workbook", {}, error);
  }
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= mostEntries) throw new TableError("workbook_bomb");
      entries.set(entry.fileName.replace(/^\//, "").toLowerCase(), entry);
    }
  } catch (error) {
    zip.close();
    throw error instanceof TableError ? error : new TableError("not_a_workbook", {}, error);
  }
  if (entries.has("encryptedpackage")) {
    zip.close();
    throw new TableError("workbook_locked");
  }
  return {
    async open(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return undefined;
      if (entry.isEncrypted()) throw new TableError("workbook_locked");
      const isHuge = entry.uncompressedSize > 16 * 1024 * 1024;
      if (
        entry.uncompressedSize > largestSheet ||
        (isHuge && entry.uncompressedSize > entry.compressedSize * highestRatio)
      )
        throw new TableError("workbook_bomb");
      try {
        return await zip.openReadStreamPromise(entry);
      } catch (error) {
        throw new TableError("not_a_workbook", {}, error);
      }
    },
    close: () => zip.close(),
  };
}

export type XmlHandlers = {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** Names without their prefix: some programs write `<x:row>`. */
const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Reads XML part by part: after each piece of the stream the caller gets a turn, with the bytes read. Entities other than
 * XML's own five are never expanded.
 * @throws TableError `not_a_workbook` for XML that is none
 */
export async function* readXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: false });
  parser.on("opentag", (tag: SaxesTagPlain) => handlers.open?.(localName(tag.name), tag.attributes));
  parser.on("text", (text) => handlers.text?.(text));
  parser.on("cdata", (text) => handlers.text?.(text));
  parser.on("closetag", (tag) => handlers.close?.(localName(tag.name)));
  parser.on("error", (error) => {
    throw new TableError("not_a_workbook", {}, error);
  });
  const decoder = new TextDecoder("utf-8");
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      yield (chunk as Buffer).length;
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    // A reader that stopped the stream itself has its own error.
    if (error instanceof TableError) throw error;
    throw new TableError("not_a_workbook", {}, error);
  } finally {
    stream.destroy();
  }
}

/** Reads a small part whole. */
export async function readPart(parts: XlsxPackage, name: string, handlers: XmlHandlers): Promise<boolean> {
  const stream = await parts.open(name);
  if (stream === undefined) return false;
  let bytes = 0;
  for await (const read of readXml(stream, handlers)) {
    bytes += read;
    if (bytes > largestPart) throw new TableError("workbook_bomb");
  }
  return true;
}
