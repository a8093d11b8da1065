import { useEffect, useRef } from "react";
import { createStore, useStore } from "../store.ts";
import { displayStore } from "../theme/display.ts";

/** A shortcut: `keys` is one key ("j", "/", "?", "ArrowDown", "Escape") or two in a row ("g a"). */
export type Shortcut = {
  keys: string;
  /** What it does, in the reader's language: shown on the `?` sheet. Without it the sheet leaves it out. */
  label?: string;
  run: (event: KeyboardEvent) => void;
};

const sequenceMs = 1200;
const active = createStore<readonly (readonly Shortcut[])[]>([]);
let first: { key: string; at: number } | undefined;

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select"));

/** A dialog or menu owns the keyboard while it is open. */
const isCovered = (): boolean => document.querySelector('[aria-modal="true"], [role="menu"]') !== null;

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typesText(event.target) || isCovered()) return;
  if (event.key.length === 1 && !displayStore.get().singleKeys) return;
  const pair =
    first !== undefined && event.timeStamp - first.at < sequenceMs ? `${first.key} ${event.key}` : undefined;
  // The page shown last comes first, so that it may take a key the shell uses elsewhere.
  const all = [...active.get()].reverse().flat();
  const match = all.find((one) => one.keys === pair) ?? all.find((one) => one.keys === event.key);
  first = undefined;
  if (match !== undefined) {
    event.preventDefault();
    match.run(event);
  } else if (all.some((one) => one.keys.startsWith(`${event.key} `))) {
    first = { key: event.key, at: event.timeStamp };
  }
}

/**
 * Makes shortcuts work while the component is shown. They rest while somebody types or a dialog is open. A page may take
 * a key that the `shell` uses elsewhere, whichever of the two is shown first.
 */
export function useShortcuts(shortcuts: readonly Shortcut[], owner: "page" | "shell" = "page"): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const shape = shortcuts.map((one) => `${one.keys}\u0000${one.label ?? ""}`).join("\u0001");
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered anew only when keys or labels change
  useEffect(() => {
    const mine = latest.current.map(
      (one, index): Shortcut => ({
        ...one,
        run: (event) => latest.current[index]?.run(event),
      }),
    );
    if (active.get().length === 0) document.addEventListener("keydown", hear);
    active.set((before) => (owner === "shell" ? [mine, ...before] : [...before, mine]));
    return () => {
      active.set((before) => before.filter((list) => list !== mine));
      if (active.get().length === 0) document.removeEventListener("keydown", hear);
    };
  }, [shape, owner]);
}

/** All shortcuts that work now and have a name, the shell's first; a key that a page took is shown as the page's. */
export const useActiveShortcuts = (): readonly Shortcut[] =>
  useStore(active)
    .flat()
    .filter(
      (one, at, all) =>
        one.label !== undefined && all.findLastIndex((other) => other.keys === one.keys) === at,
    );
