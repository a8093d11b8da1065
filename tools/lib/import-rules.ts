/** Who may import whom: the rules of ARCHITECTURE.md as one decision per pair of files. */
import path from "node:path";
import { isBrowser, isContract, isTop, type Place, placeOf, unitOf } from "./house.ts";
import { isTest } from "./tree.ts";

/** Why `from` may not know `to` (both paths under the root), or undefined when it may. */
export function findOffence(
  from: string,
  to: string,
  ranks: ReadonlyMap<string, number>,
): string | undefined {
  const a = placeOf(from);
  const b = placeOf(to);
  if (isTest(from)) return undefined;
  if (isTest(to)) return "only tests import tests and what serves them";
  if (a.area === "outside") return undefined;
  if (b.area === "outside") return "src/ imports nothing outside src/";
  return findAreaOffence(a, b) ?? findSideOffence(a, b) ?? findModuleOffence(a, b, ranks);
}

function findAreaOffence(a: Place, b: Place): string | undefined {
  if (a.area === "shared") return b.area === "shared" ? undefined : "shared/ imports only shared/";
  if (a.area === "text")
    return b.area === "text" || b.area === "shared" ? undefined : "text/ imports only text/ and shared/";
  if (isTop(b) && b.inner !== "config.ts" && !isTop(a))
    return "the command line and the composition root are imported by nobody below them";
  if (a.area === "platform" && ["connectors", "modules", "web"].includes(b.area))
    return "platform/ knows no module, connector or page";
  if (a.area === "connectors" && ["modules", "web"].includes(b.area))
    return "a connector knows no module or page";
  if (a.area === "" && a.inner === "config.ts" && !["shared", "text", "platform", ""].includes(b.area))
    return "config.ts knows no module, connector or page";
  return undefined;
}

function findSideOffence(a: Place, b: Place): string | undefined {
  const isNeutral = b.area === "shared" || b.area === "text";
  if (a.area === "modules" && a.inner === "contract/events.ts") {
    const isBelow = isNeutral || (b.area === "platform" && isContract(b));
    return isBelow
      ? undefined
      : "events.ts imports only shared/, text/ and platform/contract/: every module may hear it";
  }
  if (isContract(a))
    return isNeutral || isContract(b) ? undefined : "a contract imports only shared/, text/ and contracts";
  if (isBrowser(a)) {
    const isAllowed = isNeutral || isContract(b) || isBrowser(b);
    return isAllowed ? undefined : "browser code imports only browser code, contracts, text/ and shared/";
  }
  return isBrowser(b) ? "server code never imports browser code" : undefined;
}

function findModuleOffence(a: Place, b: Place, ranks: ReadonlyMap<string, number>): string | undefined {
  if (b.area !== "modules" || (a.area === "modules" && a.part === b.part)) return undefined;
  const isPages = b.inner === "web/index.tsx";
  if (b.inner !== "index.ts" && !isPages && !isContract(b))
    return `enter ${b.part} by its front door (index.ts, contract/ or web/index.tsx)`;
  if (isBrowser(a) && isPages && !(a.area === "web" && a.inner === "router.tsx"))
    return "only web/router.tsx knows the modules' pages";
  if (a.area === "" && a.inner !== "app.ts" && b.inner === "index.ts")
    return "only app.ts knows the modules' servers";
  if (a.area !== "modules" || b.inner === "contract/events.ts") return undefined;
  const own = ranks.get(a.part) ?? 0;
  const other = ranks.get(b.part) ?? Number.POSITIVE_INFINITY;
  if (other < own) return undefined;
  return `${a.part} (rank ${own}) may not depend on ${b.part} (rank ${other}): publish or hear an event instead`;
}

/** Relative inside a module or a folder, `#` across. Elsewhere in one area both are read easily, and both pass. */
export function findStyleOffence(from: string, to: string, specifier: string): string | undefined {
  const a = placeOf(from);
  const b = placeOf(to);
  if (b.area === "outside") return undefined;
  const isSameFolder = path.posix.dirname(from) === path.posix.dirname(to);
  const isSameModule = a.area === "modules" && unitOf(a) === unitOf(b);
  if (specifier.startsWith("#"))
    return isSameFolder || isSameModule ? "inside a module or folder imports are relative" : undefined;
  const isInside = unitOf(a) === unitOf(b) || unitOf(b).startsWith(`${unitOf(a)}/`) || (isTop(a) && isTop(b));
  return isInside || isSameFolder ? undefined : "imports across folders use the # alias";
}
