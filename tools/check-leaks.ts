/**
 * What is published names no machine it was written on, no address it was downloaded from, and holds no secret.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type CheckResult, conclude, type Problem } from "./lib/check-result.ts";
import { isTest, lineAt, listFiles } from "./lib/tree.ts";

/** Put together from pieces, so that this file does not find itself. */
const LEAKS: readonly { what: string; pattern: RegExp }[] = [
  { what: "a path of one machine", pattern: machinePath(["work", "farm", "root", "tmp", "mnt"]) },
  { what: "somebody's home folder", pattern: /(?<![\w.~/-])\/(?:home|Users)\/[a-z][\w.-]*\//g },
  {
    what: "a package registry's address",
    pattern: /\b(?:registry|npm)\.(?!test\.ts\b)[a-z0-9-]+\.[a-z]{2,}/gi,
  },
  { what: "a private key", pattern: new RegExp(`-----BEGIN (?:[A-Z]+ )*PRIVATE ${"KEY"}-----`, "g") },
  { what: "an access key", pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { what: "a GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})\b/g },
  { what: "a registry token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { what: "a chat token", pattern: /\bxox[abprs]-[\w-]{10,}|\b\d{8,10}:AA[\w-]{33}\b/g },
  { what: "a secret key", pattern: /\bsk[-_](?:live[-_]|proj-|ant-)?[A-Za-z0-9]{24,}\b/g },
];
/** Tests show hostile addresses; elsewhere one with a password in it is somebody's. */
const PASSWORD =
  /\b[a-z][a-z0-9+]*:\/\/[^\s:@/"'`<>${}]+:(?!password@)[^\s:@/"'`<>${}]+@(?!localhost|127\.|\[::1|[\w.-]*\bexample\b|host\b)/g;
const LOCKFILE = /(^|\/)package-lock\.json$/;

/** Checks every text file a person wrote under `root`. */
export async function checkLeaks(root: string): Promise<CheckResult> {
  let read = 0;
  const problems: Problem[] = [];
  for (const file of listFiles(root)) {
    const bytes = readFileSync(path.join(root, file));
    if (bytes.subarray(0, 8192).includes(0)) continue;
    read++;
    const text = bytes.toString("utf8");
    const leaks = isTest(file) ? LEAKS : [...LEAKS, { what: "a password in an address", pattern: PASSWORD }];
    for (const { what, pattern } of leaks)
      for (const match of text.matchAll(pattern))
        problems.push({
          file,
          line: lineAt(text, match.index),
          message: `names ${what}: ${match[0].trim().slice(0, 12)}…`,
        });
    if (LOCKFILE.test(file)) {
      const count = text.split(/"resolved"\s*:/).length - 1;
      if (count > 0)
        problems.push({ file, message: `records ${count} download addresses ("resolved"): remove them` });
    }
  }
  return conclude("text files", read, problems);
}

/** An absolute path that begins with one of these folders, not a part of a longer path or of a web address. */
function machinePath(folders: readonly string[]): RegExp {
  return new RegExp(`(?<![\\w.~/-])/(?:${folders.join("|")})/[\\w.]`, "g");
}
