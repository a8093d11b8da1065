import { createChildRunner } from "#platform/child/child-runner.ts";
import { isGzip, type PageAnswers, type PageBody, type PageTask, pageReaders } from "./read-page-body.ts";

/**
 * Larger bodies are read in a process of their own, as those of feeds are: an ordinary page has 50 to 200 kB, and a
 * hostile one can take seconds. What is packed grows about tenfold. Bytes.
 */
const largeBytes = 300_000;
const largePackedBytes = 30_000;

const child = createChildRunner<PageTask, PageAnswers[keyof PageAnswers]>(
  new URL("./page-child.ts", import.meta.url),
  { timeMs: 20_000, memoryMb: 256, idleMs: 10_000 },
);

/**
 * Reads what the address of a page or a sitemap answered, without holding up anything else.
 * @throws ChildError when a large body takes more time or memory than any honest one needs; `signal.reason`; for a
 *   sitemap that is packed wrongly the unpacker's error
 */
export async function readPageBody<Kind extends keyof PageAnswers>(
  kind: Kind,
  given: PageBody,
  signal?: AbortSignal,
): Promise<PageAnswers[Kind]> {
  const { byteLength } = given.body;
  if (byteLength <= (isGzip(given.body) ? largePackedBytes : largeBytes)) return pageReaders[kind](given);
  // The child answers a task with what its kind promises.
  return (await child.run({ ...given, kind }, signal)) as PageAnswers[Kind];
}
