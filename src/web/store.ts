import { useSyncExternalStore } from "react";

/** A value outside React that components can watch. */
export type Store<T> = {
  get: () => T;
  set: (change: T | ((before: T) => T)) => void;
  subscribe: (listener: () => void) => () => void;
};

/** Makes a store; `changed` is told of every new value (to keep it, to apply it to the document). */
export function createStore<T>(initial: T, changed?: (value: T) => void): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (change) => {
      const next = typeof change === "function" ? (change as (before: T) => T)(value) : change;
      if (Object.is(next, value)) return;
      value = next;
      changed?.(value);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value, with a new render whenever it changes. */
export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);

/** What the browser keeps under `key`, or undefined when there is nothing or storage is closed to us. */
export function readKept(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `value` under `key` in this browser; a closed or full storage only means that it is forgotten. */
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A private window may refuse: the setting then lasts as long as the page.
  }
}
