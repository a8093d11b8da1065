import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { MentionSummary } from "./mentions.ts";
import { shownWords } from "./personal-data.ts";

/** Beranda: what came in, against the usual; the newest; what needs attention. */
export const Overview = z.object({
  now: instant,
  hours: z.number(),
  total: z.number(),
  /** The same span one, two and three weeks ago (or the days before, while the desk is young): null when there is no past to compare with. */
  usual: z
    .object({ low: z.number(), high: z.number(), basis: z.enum(["weeks", "days"]), samples: z.number() })
    .nullable(),
  hourly: z.array(z.object({ at: instant, count: z.number(), usualHigh: z.number().nullable() })),
  peak: z.object({ at: instant, count: z.number(), usualHigh: z.number().nullable() }).nullable(),
  topOutlets: z.array(z.object({ outlet: z.string(), count: z.number() })),
  /** Words and phrases that are said more often in this span than before it, with the query that finds each. */
  risingWords: z.array(
    z.object({ word: shownWords, count: z.number(), before: z.number(), query: z.string() }),
  ),
  newest: z.array(MentionSummary),
  sources: z.object({ active: z.number(), failing: z.number(), paused: z.number(), stopped: z.number() }),
  attention: z.array(
    z.object({
      kind: z.enum([
        "source_failing",
        "source_stopped",
        "outlet_silent",
        "job_failed",
        "job_late",
        "import_refused",
        "disk_low",
        "mail_preview",
      ]),
      subjectId: z.string().nullable(),
      title: z.string(),
      at: instant,
      key: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;
/** As the server sends it: with words that went through a veil. */
export type SentOverview = z.input<typeof Overview>;

export const Retention = z.object({
  /** Months a mention is kept after publication; null = for ever. */
  months: z.number().int().min(1).max(240).nullable(),
  oldest: instant.nullable(),
  mentions: z.number(),
  saved: z.number(),
  /** How many mentions the next run would remove. */
  wouldRemove: z.number(),
});

export const overviewContract = {
  getOverview: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/overview",
      tags: ["overview"],
      summary: "What came in lately, and what needs attention",
    })
    .input(z.object({ hours: z.coerce.number().int().min(1).max(720).default(24) }))
    .output(Overview),
};

export const retentionContract = {
  getRetention: operation("settings.read")
    .route({
      method: "GET",
      path: "/listen/retention",
      tags: ["retention"],
      summary: "How long mentions are kept",
    })
    .input(z.object({ months: z.coerce.number().int().min(1).max(240).optional() }))
    .output(Retention),
  updateRetention: operation("settings.manage")
    .route({
      method: "PUT",
      path: "/listen/retention",
      tags: ["retention"],
      summary: "Set how long mentions are kept",
    })
    .input(z.object({ months: z.number().int().min(1).max(240).nullable() }))
    .output(Retention),
};

/** Looking whether saved mentions are still there where they were said. */
export const OriginalCheck = z.object({
  /** Days after publication for which they are looked at; null = not at all. */
  days: z.number().int().min(1).max(90).nullable(),
  /** How many saved mentions that concerns now. */
  watched: z.number(),
  /** How many of them are gone where they were said. */
  gone: z.number(),
});

export const originalContract = {
  getOriginalCheck: operation("settings.read")
    .route({
      method: "GET",
      path: "/listen/original-check",
      tags: ["retention"],
      summary: "For how long saved mentions are looked at where they were said",
    })
    .output(OriginalCheck),
  updateOriginalCheck: operation("settings.manage")
    .route({
      method: "PUT",
      path: "/listen/original-check",
      tags: ["retention"],
      summary: "Set for how long saved mentions are looked at where they were said",
    })
    .input(OriginalCheck.pick({ days: true }))
    .output(OriginalCheck),
};

/** What the live stream tells a screen. */
export const LiveMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("mentions"), count: z.number(), latestAt: instant }),
  z.object({ type: z.literal("source"), sourceId: id }),
  z.object({ type: z.literal("import"), importId: id }),
  z.object({ type: z.literal("export"), exportId: id }),
  z.object({ type: z.literal("jobs") }),
  z.object({ type: z.literal("spikes") }),
  z.object({ type: z.literal("stories") }),
  z.object({ type: z.literal("alerts") }),
  /** A monitor was made, changed or removed, or has been asked of so many of the stored mentions. */
  z.object({
    type: z.literal("monitor"),
    monitorId: id,
    done: z.number().optional(),
    total: z.number().optional(),
    isDone: z.boolean().optional(),
  }),
  /** Somebody's act on many mentions has come so far; sent to every screen of the office, meant for theirs. */
  z.object({ type: z.literal("tags") }),
  z.object({ type: z.literal("tagging"), actorId: z.string(), done: z.number(), total: z.number() }),
  /** Mentions were read by the language engine; with the progress of the run that did so, if one did. */
  z.object({
    type: z.literal("analysis"),
    done: z.number().optional(),
    total: z.number().optional(),
    isDone: z.boolean().optional(),
  }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;
