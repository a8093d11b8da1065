/** Several streams as one, each item with the name of its stream, in the order in which they come. Fails with the first. */
export async function* mergeStreams<Item>(
  streams: ReadonlyMap<string, AsyncGenerator<Item>>,
): AsyncGenerator<readonly [string, Item]> {
  const next = (name: string, stream: AsyncGenerator<Item>) =>
    stream.next().then((result) => ({ name, stream, result }));
  const waiting = new Map([...streams].map(([name, stream]) => [name, next(name, stream)]));
  // One that fails while another's item is being read is heard at the next turn, not as an unhandled rejection.
  for (const one of waiting.values()) one.catch(() => undefined);
  while (waiting.size > 0) {
    const { name, stream, result } = await Promise.race(waiting.values());
    if (result.done) {
      waiting.delete(name);
      continue;
    }
    const following = next(name, stream);
    following.catch(() => undefined);
    // Behind the others, so that a loud stream does not drown a quiet one.
    waiting.delete(name);
    waiting.set(name, following);
    yield [name, result.value];
  }
}
