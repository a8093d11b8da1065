import { setTimeout as pause } from "node:timers/promises";
import type { DemoClock } from "./demo-clock.ts";
import { drawHour, drawHours, type HourCount, hourLabel, minuteLabel } from "./draw-hours.ts";
import type { DemoFeeds } from "./feed-server.ts";
import { type Headline, outletTitles } from "./headline.ts";

type DemoSource = {
  kind: "feed";
  url: string;
  title: string;
  outlet: string;
  channel: "news";
  folder: string;
  fixedIntervalMinutes: null;
  completesItems: false;
};

/** The desk's intake, as far as the demo drives it. */
export type DemoIntake = {
  storeHeadlines(workspaceId: string, headlines: readonly Headline[]): Promise<number>;
  addSources(workspaceId: string, sources: readonly DemoSource[]): Promise<void>;
  moveSources(workspaceId: string, addressNow: (url: string) => string | undefined): Promise<void>;
  pollDue(): Promise<number>;
  countByHour(workspaceId: string, from: Date, to: Date): Promise<HourCount[]>;
};

/** The last morning clipping, as far as the demo tells of it. */
export type DemoClipping = {
  id: string;
  name: string;
  until: Date;
  mentions: number;
  stories: number;
  lead: string | null;
};

export type DemoParts = {
  intake: DemoIntake;
  newestClipping(workspaceId: string): Promise<DemoClipping | null>;
  /** The address of the desk. */
  url: string;
  clock: DemoClock;
  feeds: DemoFeeds;
  headlines: readonly Headline[];
  workspaceId: string;
  /** How far the clock had come when the demo last ended; null the first time. */
  loadTime(): Promise<Date | null>;
  saveTime(at: Date): Promise<void>;
  print(line: string): void;
  warn(error: unknown): void;
  /** Waits between two rounds of polling; real seconds by default. */
  rest?: (signal: AbortSignal) => Promise<void>;
};

const hourMs = 3_600_000;
const restMs = 1_000;

/**
 * Runs the demo: the days before the clock's start are loaded at once, the feeds become sources, and then the clock
 * runs and the sources are polled as it passes. Prints what came in. Safe to repeat: it goes on with what is there.
 * @returns a function that ends it
 */
export async function startDemo(parts: DemoParts): Promise<() => Promise<void>> {
  const { intake, clock, workspaceId, print } = parts;
  const start = (await parts.loadTime()) ?? clock.now();
  const past = parts.headlines.filter(({ at }) => Date.parse(at) <= start.getTime());
  await intake.storeHeadlines(workspaceId, past);
  await intake.moveSources(workspaceId, (url) => addressNow(parts.feeds, url));
  await intake.addSources(workspaceId, parts.feeds.feeds.map(demoSource));
  print(`\n  The last day before ${hourLabel(start)} WIB, by outlet and hour:\n`);
  const day = await intake.countByHour(workspaceId, new Date(start.getTime() - 24 * hourMs), start);
  print(`${drawHours(day, start)}\n`);
  print(
    clock.speed === 1
      ? "  From here it comes in as it came then:\n"
      : `  From here it comes in ${clock.speed} times as fast as it came then:\n`,
  );
  clock.begin(start);
  const known = await parts.newestClipping(workspaceId);
  print(
    known === null
      ? "  At 06.30 it makes the morning clipping, and names it here.\n"
      : clippingLine(known, parts.url),
  );
  const ending = new AbortController();
  const rest = parts.rest ?? ((signal: AbortSignal) => pause(restMs, undefined, { signal, ref: false }));
  const running = runRounds(parts, start, known?.id, ending.signal, rest);
  return async () => {
    ending.abort();
    await running;
    await parts.saveTime(clock.now());
  };
}

/** What a clipping holds and where it is. */
const clippingLine = ({ id, name, until, mentions, stories, lead }: DemoClipping, url: string): string =>
  `\n  ${name}, ${minuteLabel(until)} WIB: ${stories} stories from ${mentions} mentions${lead === null ? "" : `, led by\n    ${lead}`}\n    ${url}/kliping/${id}\n`;

/** The feed server may have got another port than last time: its feeds are known by their paths. */
function addressNow({ feeds }: DemoFeeds, url: string): string | undefined {
  const { hostname, pathname } = new URL(url);
  if (hostname !== "127.0.0.1") return undefined;
  return feeds.find((feed) => new URL(feed.url).pathname === pathname)?.url;
}

function demoSource({ outlet, url }: { outlet: string; url: string }): DemoSource {
  return {
    kind: "feed",
    url,
    title: outletTitles[outlet] ?? outlet,
    outlet,
    channel: "news",
    folder: "",
    fixedIntervalMinutes: null,
    completesItems: false,
  };
}

async function runRounds(
  parts: DemoParts,
  start: Date,
  knownClipping: string | undefined,
  signal: AbortSignal,
  rest: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { intake, clock, workspaceId, print } = parts;
  let hour = Math.floor(start.getTime() / hourMs) * hourMs;
  let tallest = 1;
  let told = knownClipping;
  while (!signal.aborted) {
    const isLast = clock.isOver();
    try {
      await intake.pollDue();
      // An hour is told a little after it has passed, when the feeds have been read.
      for (; hour + hourMs + hourMs / 4 <= clock.now().getTime(); hour += hourMs) {
        const from = new Date(hour);
        const counts = await intake.countByHour(workspaceId, from, new Date(hour + hourMs));
        tallest = Math.max(
          tallest,
          counts.reduce((sum, { count }) => sum + count, 0),
        );
        print(drawHour(counts, from, tallest));
        await parts.saveTime(clock.now());
      }
      const clipping = await parts.newestClipping(workspaceId);
      if (clipping !== null && clipping.id !== told) {
        print(clippingLine(clipping, parts.url));
        told = clipping.id;
      }
    } catch (error) {
      // The demo goes on: what failed is tried in the next round.
      parts.warn(error);
    }
    if (isLast) {
      print(
        "\n  The sample ends here: 16 September 2019, 00.00 WIB. The clock stands; the desk stays open.\n",
      );
      await parts.saveTime(clock.now());
      return;
    }
    await rest(signal).catch(() => undefined);
  }
}
