import { readFileSync } from "node:fs";
import path from "node:path";
import { type Engines, makeEngines } from "#text/analyse/engines.ts";

let made: { folder: string; engines: Engines } | undefined;

/** The engines as they ship, made once. */
export function shippedEngines(outputFolder: string): Engines {
  if (made?.folder !== outputFolder)
    made = {
      folder: outputFolder,
      engines: makeEngines((name) => readFileSync(path.join(outputFolder, name))),
    };
  return made.engines;
}
