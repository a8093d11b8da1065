/** Where a file stands in the house of ARCHITECTURE.md, and the ranks of its modules. */
import { readTextIfAny } from "./tree.ts";

/** `area` is the first folder under src/ ("" for src/main.ts and its neighbours, "outside" for anything not in src/). */
export type Place = {
  area: string;
  /** The module, or the platform's or connectors' folder. */
  part: string;
  /** The path inside the module, such as `contract/events.ts`; elsewhere the path inside the area. */
  inner: string;
};

/** Reads a path such as `src/modules/listen/contract/events.ts`. */
export function placeOf(file: string): Place {
  const parts = file.split("/");
  if (parts[0] !== "src")
    return { area: "outside", part: parts.length > 1 ? (parts[0] ?? "") : "", inner: file };
  if (parts.length === 2) return { area: "", part: "", inner: parts[1] ?? "" };
  const area = parts[1] ?? "";
  if (area === "modules") return { area, part: parts[2] ?? "", inner: parts.slice(3).join("/") };
  const hasParts = area === "platform" || area === "connectors";
  return {
    area,
    part: hasParts && parts.length > 3 ? (parts[2] ?? "") : "",
    inner: parts.slice(2).join("/"),
  };
}

/** Code that runs in the browser and draws: the shell and the modules' pages. */
export function isBrowser(place: Place): boolean {
  return place.area === "web" || (place.area === "modules" && place.inner.startsWith("web/"));
}

/** The command line, its commands and the demo, the composition root: what starts everything and is known by nothing. */
export function isTop(place: Place): boolean {
  return place.area === "" || place.area === "commands" || place.area === "demo";
}

/** What both sides may load: shapes of operations and events. */
export function isContract(place: Place): boolean {
  if (place.area === "modules") return place.inner.startsWith("contract/");
  return place.area === "platform" && place.part === "contract";
}

/** The folder inside which imports are relative: a module, a part of the platform, a connector, or an area. */
export function unitOf(place: Place): string {
  const folder = place.area === "outside" ? place.part : `src/${place.area}`;
  return place.area !== "outside" && place.part !== "" ? `${folder}/${place.part}` : folder;
}

/** The table "rank | modules" of ARCHITECTURE.md: module name → rank. Empty when there is no such table. */
export function readRanks(root: string): Map<string, number> {
  const ranks = new Map<string, number>();
  let inTable = false;
  for (const line of (readTextIfAny(root, "ARCHITECTURE.md") ?? "").split("\n")) {
    if (/^\|\s*rank\s*\|\s*modules\s*\|/.test(line)) inTable = true;
    else if (!line.startsWith("|")) inTable = false;
    else if (inTable) {
      const rank = /^\|\s*(\d+)\s*\|/.exec(line)?.[1];
      for (const [, name] of line.matchAll(/`([a-z-]+)`/g)) if (rank && name) ranks.set(name, Number(rank));
    }
  }
  return ranks;
}

/** The areas of the house: the folders `src/<area>/` that ARCHITECTURE.md names. */
export function readAreas(root: string): Set<string> {
  const text = readTextIfAny(root, "ARCHITECTURE.md") ?? "";
  return new Set([...text.matchAll(/^\|\s*`src\/([a-z-]+)\/`/gm)].map(([, area]) => area ?? ""));
}
