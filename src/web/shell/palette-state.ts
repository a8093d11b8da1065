import { createStore, useStore } from "../store.ts";

const isOpen = createStore(false);
const isWanted = createStore(false);

/** Opens the command palette. Its code is fetched the first time. */
export function openPalette(): void {
  isWanted.set(true);
  isOpen.set(true);
}

export const closePalette = (): void => isOpen.set(false);
export const togglePalette = (): void => (isOpen.get() ? closePalette() : openPalette());
export const usePaletteOpen = (): boolean => useStore(isOpen);

/** True from the first time the palette was opened. */
export const usePaletteWanted = (): boolean => useStore(isWanted);
