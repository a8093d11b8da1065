import { bringLanguage } from "#web/i18n/words.ts";

export type Keeping = "unknown" | "kept" | "not_kept" | "newer" | "impossible";

/** Where the page is opened from the network although an earlier one is kept. */
export const freshAddress = "/lapangan?baru=1";

/** Files that the page needs besides those of the build. */
const furtherFiles = ["/appearance.js", "/favicon.svg", "/field.webmanifest"];

/**
 * Has the browser keep this page with everything that it has loaded, in both languages, so that it opens without a
 * network. Tells what came of it: `newer` when the desk has another version by now, `impossible` where browsers keep
 * nothing (plain http, a private window).
 */
export async function keepPage(tell: (keeping: Keeping) => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return tell("impossible");
  addManifest();
  try {
    await Promise.all([bringLanguage("id"), bringLanguage("en")]);
    navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<{ type?: unknown }>) => {
      if (data.type === "kept" || data.type === "not_kept" || data.type === "newer") tell(data.type);
    });
    await navigator.serviceWorker.register("/field-worker.js", { scope: "/lapangan" });
    const { active } = await navigator.serviceWorker.ready;
    await document.fonts.ready;
    active?.postMessage({ type: "keep", entry: entryAddress(), addresses: loadedAddresses() });
  } catch {
    tell("impossible");
  }
}

/** The script that this page began with: the page of another version begins with another. */
const entryAddress = (): string =>
  new URL(document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? "", location.href)
    .pathname;

/** Everything of the desk that this page has loaded. */
function loadedAddresses(): string[] {
  const loaded = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"))
    .map(({ pathname }) => pathname);
  return [...new Set([entryAddress(), ...loaded, ...furtherFiles])];
}

/** Only this page is to be put on the home screen, not the whole desk. */
function addManifest(): void {
  if (document.querySelector("link[rel=manifest]") !== null) return;
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = "/field.webmanifest";
  document.head.append(link);
}
