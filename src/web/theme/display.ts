import { z } from "zod";
import { createStore, keep, readKept, useStore } from "../store.ts";

/** How this person likes the desk to look and behave in this browser. */
const Display = z.object({
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  density: z.enum(["rapat", "lega"]).catch("rapat"),
  contrast: z.enum(["system", "more"]).catch("system"),
  /** Patterns on chart fills, so that series differ without colour. */
  patterns: z.boolean().catch(false),
  /** Shortcuts of a single letter (j, k, /, g …): can be switched off, WCAG 2.1.4. */
  singleKeys: z.boolean().catch(true),
});
export type Display = z.infer<typeof Display>;

const storageKey = "gaung.display";
const darkQuery = matchMedia("(prefers-color-scheme: dark)");

function readDisplay(): Display {
  try {
    return Display.parse(JSON.parse(readKept(storageKey) ?? "{}"));
  } catch {
    return Display.parse({});
  }
}

function applyDisplay(display: Display): void {
  const data = document.documentElement.dataset;
  if (display.theme === "system") delete data["theme"];
  else data["theme"] = display.theme;
  data["density"] = display.density;
  if (display.contrast === "more") data["contrast"] = "more";
  else delete data["contrast"];
}

export const displayStore = createStore<Display>(readDisplay(), (display) => {
  keep(storageKey, JSON.stringify(display));
  applyDisplay(display);
});
applyDisplay(displayStore.get());

const systemDark = createStore(darkQuery.matches);
darkQuery.addEventListener("change", (event) => systemDark.set(event.matches));

/** The personal settings, and a function that changes some of them. */
export function useDisplay(): [Display, (change: Partial<Display>) => void] {
  const display = useStore(displayStore);
  return [display, (change) => displayStore.set((before) => ({ ...before, ...change }))];
}

/** The theme in force, the system's wish resolved. */
export function useScheme(): "light" | "dark" {
  const { theme } = useStore(displayStore);
  const isDark = useStore(systemDark);
  return theme === "system" ? (isDark ? "dark" : "light") : theme;
}
