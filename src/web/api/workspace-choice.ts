import { createStore, keep, readKept, useStore } from "../store.ts";

const storageKey = "gaung.workspace";

/** The slug of the workspace this tab works in; undefined lets the server take the member's first one. */
const choice = createStore<string | undefined>(readChoice());

function readChoice(): string | undefined {
  try {
    return sessionStorage.getItem(storageKey) ?? readKept(storageKey);
  } catch {
    return undefined;
  }
}

export const currentWorkspace = (): string | undefined => choice.get();
export const useWorkspaceChoice = (): string | undefined => useStore(choice);

/** Works in another workspace from now on: this tab at once, new tabs too. Undefined forgets the choice. */
export function chooseWorkspace(slug: string | undefined): void {
  try {
    if (slug === undefined) {
      sessionStorage.removeItem(storageKey);
      localStorage.removeItem(storageKey);
    } else sessionStorage.setItem(storageKey, slug);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  if (slug !== undefined) keep(storageKey, slug);
  choice.set(slug);
}
