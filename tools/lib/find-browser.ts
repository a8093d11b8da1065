/** The browser that the journeys in `e2e/` drive. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "chrome",
  "chromium.exe",
  "chrome.exe",
  "msedge.exe",
];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The program file of a Chromium on this machine, or undefined. `searchPath` is a PATH. */
export function findBrowser(searchPath: string = process.env["PATH"] ?? ""): string | undefined {
  const folders = searchPath.split(path.delimiter).filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...PLACES].find(isProgram);
}

/** A sentence for a machine without a browser, or undefined when one is there or could be installed. */
export function ensureBrowser(tell: (line: string) => void): string | undefined {
  if (findBrowser() !== undefined) return undefined;
  const isRoot = process.getuid?.() === 0;
  const advice =
    "The browser journeys need Chromium: install the package `chromium` (or Google Chrome) and run the tests again.";
  if (!isRoot || spawnSync("apt-get", ["--version"]).status !== 0) return advice;
  tell("installing the Debian package chromium for the browser journeys …");
  const apt = (...args: string[]): string | undefined => {
    const { status, stdout, stderr } = spawnSync("apt-get", ["-qq", "-y", ...args], {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return status === 0 ? undefined : `${stdout}${stderr}`.trim().split("\n").slice(-5).join("\n");
  };
  const failure = apt("update") ?? apt("install", "--no-install-recommends", "chromium");
  if (failure === undefined && findBrowser() !== undefined) return undefined;
  return `${failure ?? ""}\n${advice}`.trim();
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
