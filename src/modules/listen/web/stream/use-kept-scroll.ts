import { useEffect, useLayoutEffect, useRef } from "react";

/** On a phone list and reader share the page's scroll: the reader begins at its top, the list where it was left. */
export function useKeptScroll(isOn: boolean, isReading: boolean): void {
  const left = useRef(0);
  useEffect(() => {
    if (!isOn || isReading) return;
    const keep = () => {
      left.current = window.scrollY;
    };
    addEventListener("scroll", keep, { passive: true });
    return () => removeEventListener("scroll", keep);
  }, [isOn, isReading]);
  useLayoutEffect(() => {
    if (isOn) window.scrollTo({ top: isReading ? 0 : left.current });
  }, [isOn, isReading]);
}
