import { z } from "zod";
import { createStore, keep, readKept, useStore } from "../store.ts";

const storageKey = "gaung.queries";
const keptMax = 12;

function read(): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(readKept(storageKey) ?? "[]"));
  } catch {
    return [];
  }
}

const queries = createStore<readonly string[]>(read(), (value) => keep(storageKey, JSON.stringify(value)));

/** Remembers a query that was run in this browser, newest first; the palette and the query bar offer them again. */
export function rememberQuery(query: string): void {
  const text = query.trim();
  if (text !== "") queries.set((before) => [text, ...before.filter((one) => one !== text)].slice(0, keptMax));
}

/** The queries run lately in this browser, newest first. */
export const useRecentQueries = (): readonly string[] => useStore(queries);
