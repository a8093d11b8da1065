import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type EngineFile, engineFiles } from "#text/analyse/engines.ts";

const dataFolder = new URL("../../../data/", import.meta.url);

/** The files of the language engine, in memory that threads share. */
export type SharedEngineFiles = ReadonlyMap<EngineFile, Uint8Array>;

/** Counts the rules that read otherwise without a file having changed. */
const rulesVersion = "2: voices";

let loaded: { files: SharedEngineFiles; version: string } | undefined;

/**
 * Reads the files of the language engine, once in a process.
 * @returns with `version`, which changes whenever a file or the engine's rules do
 */
export function readEngineFiles(): { files: SharedEngineFiles; version: string } {
  if (loaded) return loaded;
  const hash = createHash("sha256").update(rulesVersion);
  const files = new Map(
    engineFiles.map((name) => {
      const content = readFileSync(new URL(name, dataFolder));
      const shared = new Uint8Array(new SharedArrayBuffer(content.length));
      shared.set(content);
      hash.update(`${name}\n${content.length}\n`).update(content);
      return [name, shared] as const;
    }),
  );
  loaded = { files, version: hash.digest("hex").slice(0, 12) };
  return loaded;
}
