import { AppError } from "#shared/app-error.ts";

/** More than this waits for nobody: the caller is told to come again. */
const mostWaiting = 20_000;
const mostAtOnce = 1_000;

/**
 * Writes what comes at the same moment together: while one group is being written, the next gathers. Each caller waits until
 * its own is written, so that nothing is acknowledged that a crash could lose.
 * @param write stores a group, whole or not at all
 */
export function groupWrites<Item>(
  write: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  const waiting: { item: Item; done: PromiseWithResolvers<void> }[] = [];
  let isWriting = false;

  async function drain(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, mostAtOnce);
      try {
        await write(group.map(({ item }) => item));
        for (const { done } of group) done.resolve();
      } catch (error) {
        for (const { done } of group) done.reject(error);
      }
    }
    isWriting = false;
  }

  return (item) => {
    if (waiting.length >= mostWaiting)
      return Promise.reject(new AppError("unavailable", "accounts.door_full"));
    const done = Promise.withResolvers<void>();
    waiting.push({ item, done });
    void drain();
    return done.promise;
  };
}
