import { setTimeout as pause } from "node:timers/promises";
import { readFeed } from "#connectors/feed/read-feed.ts";
import { type FeedBody, readFeedBody } from "#connectors/feed/read-feed-body.ts";
import { against, type Figure, quantile } from "./figure.ts";
import { longFeed } from "./synthetic-feeds.ts";

const rounds = 7;

/**
 * How long the desk answers nobody while a feed of 10,000 items is read: the longest pause, in a process of its own as
 * the desk does it, and beside it in the desk itself.
 */
export async function measurePauses(): Promise<Figure[]> {
  const { name, items, xml } = longFeed();
  const given: FeedBody = {
    body: Buffer.from(xml),
    url: "https://contoh.test/feed",
    zone: "Asia/Jakarta",
    now: new Date("2026-03-02T00:00:00Z"),
  };
  const apart: number[] = [];
  const here: number[] = [];
  // The first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const pauses = [
      await longestPause(() => readFeed(given)),
      await longestPause(async () => readFeedBody(given)),
    ];
    if (round === 0) continue;
    apart.push(pauses[0] ?? Number.NaN);
    here.push(pauses[1] ?? Number.NaN);
  }
  return [
    against({
      figure: `feeds: longest pause of the desk, ${name}, ${items} items, ${(xml.length / 1_000_000).toFixed(1)} MB`,
      value: Math.round(quantile(apart, 0.5)),
      unit: "ms",
      peer: "read in the desk itself",
      peerValue: Math.round(quantile(here, 0.5)),
    }),
  ];
}

/** The longest time, in milliseconds, in which a timer that is due at every millisecond could not run. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  await work();
  await pause(5);
  look();
  clearInterval(timer);
  return longest;
}
