/** Events that wait between a stream that brings them and a store that takes many at a time. */
export interface EventLine<Item> {
  /** Adds one. Waits while the line is full, so that a slow store slows the stream. */
  push(item: Item): Promise<void>;
  /** What has come so far, at most `most`, waiting up to `waitMs` for the first; empty where nothing came. */
  take(most: number, waitMs: number): Promise<Item[]>;
  /** No more will come. */
  end(): void;
  /** Ended, and everything taken. */
  readonly isOver: boolean;
}

/** @param capacity so many may wait */
export function makeEventLine<Item>(capacity: number): EventLine<Item> {
  let waiting: Item[] = [];
  let hasEnded = false;
  let comes: (() => void) | null = null;
  let goes: (() => void) | null = null;
  return {
    push(item) {
      waiting.push(item);
      comes?.();
      if (waiting.length < capacity || hasEnded) return done;
      return new Promise((resolve) => {
        goes = resolve;
      });
    },
    async take(most, waitMs) {
      if (waiting.length === 0 && !hasEnded) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, waitMs);
        comes = resolve;
        await promise;
        comes = null;
        clearTimeout(timer);
      }
      const taken = waiting.slice(0, most);
      waiting = waiting.slice(most);
      if (waiting.length < capacity) {
        goes?.();
        goes = null;
      }
      return taken;
    },
    end() {
      hasEnded = true;
      comes?.();
      goes?.();
    },
    get isOver() {
      return hasEnded && waiting.length === 0;
    },
  };
}

const done = Promise.resolve();
