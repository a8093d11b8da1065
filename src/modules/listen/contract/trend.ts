import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { ToneCounts } from "./analysis.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["trends"];

/** Words and phrases with the hashtags that are written for them; hashtags alone; names; places by their code. */
export const trendKind = z.enum(["word", "hashtag", "person", "organisation", "place"]);
export type TrendKind = z.infer<typeof trendKind>;

/** Longer spans are asked for in parts. */
const longestDays = 732;
const dayMs = 86_400_000;

/** What narrows it, in the query language; `monitor:"…"` for what a monitor finds. */
const q = z.string().trim().max(20_000).default("");

const line = {
  kind: trendKind,
  /** What it is known by: folded words, the key of a newsmaker, the code of a place. */
  key: z.string(),
  /** As it is most often written; of a place its code. */
  name: shownWords,
  /** Texts that say it, copies of one text counted once; scaled up where a part was looked at. */
  count: z.number(),
  /** Outlets and accounts among those looked at. */
  outlets: z.number(),
  tones: ToneCounts,
  /** What else rises in the same texts. */
  beside: z.array(shownWords),
  /** The earliest of those looked at. */
  first: z.object({ id, at: instant, outlet: z.string() }),
  /** Finds its mentions in the stream, without the time. */
  query: z.string(),
};

export const Trend = z.object({
  ...line,
  /** How many texts there would have been in a time of this size if all were as before. */
  before: z.number(),
  /** Times as frequent as before: between these with a probability of 0.95. */
  low: z.number(),
  high: z.number(),
  /** Texts by twenty-fourths of the period, oldest first. */
  curve: z.array(z.number()),
});
export type Trend = z.infer<typeof Trend>;
export type SentTrend = z.input<typeof Trend>;

export const SlowTrend = z.object({
  ...line,
  /** The share of all texts by stretch of time, oldest first; null where there was too little. */
  shares: z.array(z.number().nullable()),
  /** Its share at both ends of the line through these. */
  from: z.number(),
  to: z.number(),
  /** How often chance alone would bring such a course. */
  p: z.number(),
});
export type SlowTrend = z.infer<typeof SlowTrend>;
export type SentSlowTrend = z.input<typeof SlowTrend>;

/** How many mentions a time has, how many of them were looked at, and how many texts that is without copies. */
const Looked = z.object({ total: z.number(), looked: z.number(), texts: z.number() });

export const trendContract = {
  listTrends: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/trends",
      tags,
      summary: "What is said more often in a period than in an earlier one, the surest first",
    })
    .input(
      z
        .object({
          from: instant,
          until: instant,
          /** The time to compare with. */
          baseFrom: instant,
          baseUntil: instant,
          /** Whether of the earlier time only the hours of the day count that the period has. */
          hours: z.enum(["all", "same"]).default("all"),
          q,
          kind: trendKind.default("word"),
          limit: z.coerce.number().int().min(1).max(50).default(25),
        })
        .refine(({ from, until }) => isSpan(from, until), { path: ["until"] })
        .refine(({ baseFrom, baseUntil }) => isSpan(baseFrom, baseUntil), { path: ["baseUntil"] })
        .refine(({ from, baseUntil }) => Date.parse(baseUntil) <= Date.parse(from), { path: ["baseUntil"] }),
    )
    .output(
      z.object({
        items: z.array(Trend),
        now: Looked,
        before: Looked,
        tookMs: z.number(),
      }),
    ),
  listSlowTrends: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/slow-trends",
      tags,
      summary: "What grows slowly and steadily over days or weeks, the largest growth first",
    })
    .input(
      z.object({
        until: instant,
        days: z.coerce.number().int().min(3).max(92).default(42),
        q,
        kind: trendKind.default("word"),
        limit: z.coerce.number().int().min(1).max(50).default(25),
      }),
    )
    .output(
      z.object({
        items: z.array(SlowTrend),
        /** From where on there are mentions within the days asked for; null without any. */
        from: instant.nullable(),
        until: instant,
        /** Length of a stretch; null where the past is too short to tell. Hours. */
        stretchHours: z.number().nullable(),
        looked: Looked,
        tookMs: z.number(),
      }),
    ),
};

function isSpan(from: string, until: string): boolean {
  const ms = Date.parse(until) - Date.parse(from);
  return ms > 0 && ms <= longestDays * dayMs;
}
