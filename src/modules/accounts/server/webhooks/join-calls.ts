/**
 * Joins calls for the same key: while one is under way, all that come wait for one more, which begins when it is over. Each
 * caller can rely on a call that began after it asked.
 */
export function joinCalls(call: (key: string) => Promise<unknown>): (key: string) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const following = new Map<string, Promise<void>>();

  function begin(key: string): Promise<void> {
    const called = call(key)
      .then(() => undefined)
      .finally(() => running.delete(key));
    running.set(key, called);
    return called;
  }

  return (key) => {
    const before = running.get(key);
    if (!before) return begin(key);
    const next =
      following.get(key) ??
      before
        .catch(() => undefined)
        .then(() => {
          following.delete(key);
          return begin(key);
        });
    following.set(key, next);
    return next;
  };
}
