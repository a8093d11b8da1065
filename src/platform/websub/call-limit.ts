/** Counts calls by whoever makes them; `take` is false for one too many. Kept in this process's memory. */
export interface CallLimit {
  take(caller: string, now: Date): boolean;
}

/** More callers than this at a time are not told apart: the oldest window is forgotten. */
const mostCallers = 5_000;

/** @param most calls in a window of `windowMs` */
export function createCallLimit(most: number, windowMs: number): CallLimit {
  const windows = new Map<string, { from: number; calls: number }>();
  return {
    take(caller, now) {
      const at = now.getTime();
      const known = windows.get(caller);
      if (known && at >= known.from && at - known.from < windowMs) {
        known.calls += 1;
        return known.calls <= most;
      }
      windows.delete(caller);
      const oldest = windows.keys().next();
      if (windows.size >= mostCallers && !oldest.done) windows.delete(oldest.value);
      windows.set(caller, { from: at, calls: 1 });
      return true;
    },
  };
}
