import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type EngineFile, engineFiles } from "#text/analyse/engines.ts";

const dataFolder = new URL("../../../data/", import.meta.url);

/** The files of the language engine, in memory that threads share. */
export type SharedEngineFiles = ReadonlyMap<EngineFile, Uint8Array>;

/** Counts the rules that read otherwise without a file having changed. */
const rulesVersion = "3: names read alike whatever was read before";

let version: string | undefined;

/** Changes whenever a file of the language engine or its rules do. */
export function engineVersion(): string {
  if (version !== undefined) return version;
  const hash = createHash("sha256").update(rulesVersion);
  for (const name of engineFiles) {
    const content = readFileSync(new URL(name, dataFolder));
    hash.update(`${name}\n${content.length}\n`).update(content);
  }
  version = hash.digest("hex").slice(0, 12);
  return version;
}

/** Reads the files of the language engine. They are 9 MB: whoever has no more use for them lets them go. */
export function readEngineFiles(): SharedEngineFiles {
  return new Map(
    engineFiles.map((name) => {
      const content = readFileSync(new URL(name, dataFolder));
      const shared = new Uint8Array(new SharedArrayBuffer(content.length));
      shared.set(content);
      return [name, shared] as const;
    }),
  );
}
