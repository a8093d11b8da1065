import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { ToneCounts } from "./analysis.ts";
import { spikeKind } from "./events.ts";
import { MentionSummary } from "./mentions.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["spikes"];

export type SpikeKind = z.infer<typeof spikeKind>;

/** A spike; or what looks like one: one outlet or account alone, old pages given out anew, outlets that are new to the desk. */
export const spikeVerdict = z.enum(["spike", "one_voice", "archive", "new_outlets"]);
export type SpikeVerdict = z.infer<typeof spikeVerdict>;

/** What was counted in a window that ends at `at`, against what is usual for these hours of the week. */
const measured = z.object({
  at: instant,
  count: z.number(),
  expected: z.number(),
  /** Chance alone brings as many once in so many weeks; at most 5,200. */
  weeks: z.number(),
});

export const Spike = z.object({
  id,
  kind: spikeKind,
  /** The monitor's or story's id, "person:<key>" or "organisation:<key>"; empty for the stream. */
  subject: z.string(),
  name: shownWords,
  /** Length of the window that raised it. Minutes. */
  minutes: z.number(),
  startedAt: instant,
  raised: measured,
  peak: measured,
  endedAt: instant.nullable(),
  /** Hours of past that the usual was learned from. */
  pastHours: z.number(),
  verdict: spikeVerdict,
  /** Finds its mentions in the stream, its time included. */
  query: z.string(),
});
export type Spike = z.infer<typeof Spike>;
export type SentSpike = z.input<typeof Spike>;

/** How many in the spike and in the time before it (three days), and as a share of all of either. */
const shifted = { count: z.number(), share: z.number(), shareBefore: z.number() };

export const SpikeDetail = Spike.extend({
  bucket: z.enum(["minutes", "hour"]),
  /** Counts around it with what is usual, and the most that is still usual (one in a thousand). */
  histogram: z.array(z.object({ at: instant, count: z.number(), expected: z.number(), high: z.number() })),
  /** Mentions in its time now, with what arrived late; `looked` is how many the explanation is made from. */
  total: z.number(),
  looked: z.number(),
  voices: z.array(z.object({ name: shownWords, outlet: z.string(), isAccount: z.boolean(), ...shifted })),
  words: z.array(z.object({ word: shownWords, count: z.number(), before: z.number() })),
  /** Mentions that are copies of another one in the spike. */
  copies: z.number(),
  /** The same words from several accounts: a sign of coordination, and no proof. Null without such a group. */
  sameWords: z.object({ posts: z.number(), accounts: z.number(), mentionId: id }).nullable(),
  tones: ToneCounts,
  tonesBefore: ToneCounts,
  /** The mentions that began it. */
  first: z.array(MentionSummary),
});
export type SpikeDetail = z.infer<typeof SpikeDetail>;
export type SentSpikeDetail = z.input<typeof SpikeDetail>;

export const spikeContract = {
  listSpikes: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/spikes",
      tags,
      summary: "Volumes that left the usual, newest first",
    })
    .input(
      z.object({
        kind: spikeKind.optional(),
        subject: z.string().max(250).optional(),
        state: z.enum(["running", "over"]).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
        skip: z.coerce.number().int().min(0).max(100_000).default(0),
      }),
    )
    .output(z.object({ items: z.array(Spike), nextSkip: z.number().nullable() })),
  getSpike: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/spikes/{id}",
      tags,
      summary: "One spike with what explains it",
    })
    .input(z.object({ id }))
    .output(SpikeDetail),
};
