import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { Agreement, ToneCounts } from "./analysis.ts";
import { monitorColour, monitorKind } from "./monitor.ts";
import { reachBasis } from "./outlet.ts";

/** More voices than this cannot be told apart in one picture. */
export const mostVoices = 12;
/** Topics beside one another in one table. */
export const mostTopics = 12;
const longestDays = 732;
const dayMs = 86_400_000;

/** Ids with commas between them, as they stand in an address. */
const ids = (most: number) =>
  z
    .string()
    .max(1_000)
    .default("")
    .transform((text) => text.split(",").filter((one) => one !== ""))
    .pipe(z.array(id).max(most));

/** How many people the outlets of a voice may reach, of one basis: at least the largest of them, at most all together. */
export const VoiceReach = z.object({
  basis: reachBasis,
  low: z.number(),
  high: z.number(),
  outlets: z.number(),
});
export type VoiceReach = z.infer<typeof VoiceReach>;

/** What was found of one body, compared with the others. */
export const Voice = z.object({
  monitorId: id,
  name: z.string(),
  colour: monitorColour,
  kind: monitorKind,
  /** Finds its mentions in the stream, without the time. */
  query: z.string(),
  total: z.number(),
  /** In a span of the same length just before. */
  before: z.number(),
  tones: ToneCounts,
  /** By bucket, oldest first. */
  curve: z.array(z.number()),
  /** Not found for any other voice of the picture. */
  alone: z.number(),
  /** Mentions whose tone people decided, and those of them where they said something else than the engine. */
  judged: z.number(),
  corrected: z.number(),
  /** Of outlets of the press whose reach the office has entered; the others are counted beside it. */
  reach: z.array(VoiceReach),
  outlets: z.object({ known: z.number(), unknown: z.number() }),
  /** It is still being asked of what is stored: figures grow. */
  isFilling: z.boolean(),
});
export type Voice = z.infer<typeof Voice>;

export const ShareOfVoice = z.object({
  from: instant,
  until: instant,
  bucket: z.enum(["hour", "day"]),
  /** When the buckets begin. */
  at: z.array(instant),
  copies: z.enum(["each", "once"]),
  voices: z.array(Voice),
  /** What was found of any of them, each mention once. */
  union: z.number(),
  /** What was found of both of two. */
  overlaps: z.array(z.object({ firstId: id, secondId: id, count: z.number() })),
  /** How much of each voice is also found by a monitor of a topic, or by those of a folder; counts in the order of voices. */
  topics: z.array(z.object({ name: z.string(), query: z.string(), counts: z.array(z.number()) })),
  /** How engine and people agree on tone, from blind readings of the whole office. */
  agreement: Agreement,
  tookMs: z.number(),
});
export type ShareOfVoice = z.infer<typeof ShareOfVoice>;

export const shareOfVoiceContract = {
  getShareOfVoice: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/share-of-voice",
      tags: ["shareOfVoice"],
      summary: "Our own body and others side by side: volume, tone, reach, topics and what they share",
    })
    .input(
      z
        .object({
          from: instant,
          until: instant,
          /** Without any: those of our own body and of peers, the largest first. */
          monitorIds: ids(mostVoices),
          /** Copies of one text each for itself, or as one. */
          copies: z.enum(["each", "once"]).default("each"),
          topics: z.enum(["monitors", "folders"]).default("monitors"),
        })
        .refine(
          ({ from, until }) => {
            const ms = Date.parse(until) - Date.parse(from);
            return ms > 0 && ms <= longestDays * dayMs;
          },
          { path: ["until"] },
        ),
    )
    .output(ShareOfVoice),
};
