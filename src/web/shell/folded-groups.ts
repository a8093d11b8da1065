import { z } from "zod";
import { type NavGroup, navGroups } from "../pages.ts";
import { createStore, keep, readKept, useStore } from "../store.ts";

const storageKey = "gaung.rail";

function read(): readonly NavGroup[] {
  try {
    return z.array(z.enum(navGroups)).parse(JSON.parse(readKept(storageKey) ?? "[]"));
  } catch {
    return [];
  }
}

const folded = createStore<readonly NavGroup[]>(read(), (value) => keep(storageKey, JSON.stringify(value)));

/** Whether a group of the rail is folded in this browser, and a function that turns it over. */
export function useFoldedGroup(group: NavGroup): [boolean, () => void] {
  const isFolded = useStore(folded).includes(group);
  return [
    isFolded,
    () =>
      folded.set((before) =>
        before.includes(group) ? before.filter((one) => one !== group) : [...before, group],
      ),
  ];
}
