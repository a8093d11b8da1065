import { lazy, Suspense, useEffect } from "react";
import { togglePalette, usePaletteWanted } from "./palette-state.ts";

const Palette = lazy(() => import("./palette.tsx"));

/** Listens for Ctrl K (⌘ K) and holds the palette once it has been wanted. */
export function PaletteGate() {
  const isWanted = usePaletteWanted();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        togglePalette();
      }
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);
  return isWanted ? (
    <Suspense fallback={null}>
      <Palette />
    </Suspense>
  ) : null;
}
