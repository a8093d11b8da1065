import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { TableError } from "./table-shape.ts";
import { readXml, type XlsxPackage } from "./xlsx-package.ts";

/** A workbook names its texts by number. Up to this much they are kept in memory, beyond it in a file. Bytes. */
const memoryBytes = 24 * 1024 * 1024;
/** As many as fit the rows of a sheet eight times over. */
const mostTexts = 8 * 1_048_576;
/** Excel takes 32,767 characters a cell; other programs write more. */
const longestText = 1024 * 1024;
const blockBytes = 64 * 1024;
const cachedBlocks = 128;

export type SharedStrings = { get(index: number): string; close(): void };

export const noStrings: SharedStrings = { get: () => "", close: () => undefined };

/**
 * Reads the shared texts of a workbook into a store of bounded memory: small ones stay in memory, the others go one
 * behind the other into a temporary file, of which the blocks last used are kept. Rows use texts in about the order in
 * which they were first written, so that few blocks are read twice.
 * @param temporaryFolder where that file may lie
 */
export async function readSharedStrings(
  parts: XlsxPackage,
  name: string | null,
  temporaryFolder: string,
): Promise<SharedStrings> {
  const stream = name === null ? undefined : await parts.open(name);
  if (stream === undefined) return noStrings;
  const store = createStore(temporaryFolder);
  let text = "";
  let depth = 0;
  let isText = false;
  let sinceText = 0;
  const handlers = {
    open(tag: string) {
      if (tag === "si") text = "";
      // Readings of Japanese characters are not part of the text.
      if (tag === "rPh") depth += 1;
      isText = tag === "t" && depth === 0;
    },
    text(piece: string) {
      if (isText && text.length < longestText) text += piece;
    },
    close(tag: string) {
      if (tag === "rPh") depth -= 1;
      if (tag === "t") isText = false;
      if (tag !== "si") return;
      store.add(text);
      sinceText = 0;
    },
  };
  try {
    for await (const bytes of readXml(stream, handlers)) {
      sinceText += bytes;
      if (sinceText > 8 * longestText) throw new TableError("workbook_bomb");
      await store.flush();
    }
    await store.flush();
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Keeps texts by number. Exported for its test. */
export function createStore(temporaryFolder: string, memory = memoryBytes) {
  let texts: string[] | undefined = [];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let total = 0;
  let offsets = new Float64Array(1024);
  let count = 0;
  let file: { folder: string; descriptor: number } | undefined;
  const blocks = new Map<number, Buffer>();

  const block = (number: number, descriptor: number): Buffer => {
    const known = blocks.get(number);
    if (known !== undefined) {
      blocks.delete(number);
      blocks.set(number, known);
      return known;
    }
    const bytes = Buffer.alloc(blockBytes);
    const read = readSync(descriptor, bytes, 0, blockBytes, number * blockBytes);
    const filled = bytes.subarray(0, read);
    blocks.set(number, filled);
    const oldest = blocks.keys().next();
    if (blocks.size > cachedBlocks && !oldest.done) blocks.delete(oldest.value);
    return filled;
  };

  return {
    add(text: string): void {
      if (count >= mostTexts) throw new TableError("workbook_bomb");
      if (count + 1 >= offsets.length) {
        const longer = new Float64Array(offsets.length * 2);
        longer.set(offsets);
        offsets = longer;
      }
      const bytes = Buffer.from(text, "utf8");
      total += bytes.length;
      count += 1;
      offsets[count] = total;
      if (texts !== undefined && total <= memory) texts.push(text);
      else {
        if (texts !== undefined) {
          waiting = texts.map((kept) => Buffer.from(kept, "utf8"));
          texts = undefined;
        }
        waiting.push(bytes);
        waitingBytes += bytes.length;
      }
    },
    async flush(): Promise<void> {
      if (waiting.length === 0) return;
      if (file === undefined) {
        const folder = await mkdtemp(path.join(temporaryFolder, "gaung-texts-"));
        file = { folder, descriptor: openSync(path.join(folder, "texts"), "w+", 0o600) };
      }
      const bytes = Buffer.concat(waiting);
      for (let at = 0; at < bytes.length; ) at += writeSync(file.descriptor, bytes, at);
      waiting = [];
      waitingBytes = 0;
    },
    get(index: number): string {
      if (!Number.isInteger(index) || index < 0 || index >= count) return "";
      if (texts !== undefined) return texts[index] ?? "";
      if (file === undefined || waitingBytes > 0) return "";
      const [from, to] = [offsets[index] ?? 0, offsets[index + 1] ?? 0];
      const pieces: Buffer[] = [];
      for (let at = from; at < to; ) {
        const number = Math.floor(at / blockBytes);
        const piece = block(number, file.descriptor).subarray(
          at - number * blockBytes,
          to - number * blockBytes,
        );
        if (piece.length === 0) break;
        pieces.push(piece);
        at += piece.length;
      }
      return Buffer.concat(pieces).toString("utf8");
    },
    /** Bytes on disk, for the test. */
    spilled: (): number => (file === undefined ? 0 : fstatSync(file.descriptor).size),
    close(): void {
      if (file === undefined) return;
      closeSync(file.descriptor);
      rmSync(file.folder, { recursive: true, force: true });
      file = undefined;
    },
  };
}
