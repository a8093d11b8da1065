import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { ToneCounts } from "./analysis.ts";
import { channel } from "./mentions.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["outlets"];

/** Who speaks: an outlet, or an account on a network. */
export const voiceKind = z.enum(["outlet", "account"]);
export type VoiceKind = z.infer<typeof voiceKind>;

/** Networks, where accounts speak and the outlet is the network itself. */
export const networkChannels = [
  "x",
  "facebook",
  "instagram",
  "threads",
  "tiktok",
  "youtube",
  "bluesky",
  "mastodon",
  "telegram",
] as const;

/** An outlet's folded name; an account's network, a colon, and its folded name without "@". */
const key = z.string().trim().min(1).max(300);

/** What a reach counts. */
export const reachBasis = z.enum(["monthly_visitors", "edition_readers", "daily_audience", "followers"]);
export type ReachBasis = z.infer<typeof reachBasis>;
/** How well a reach is known: counted by somebody else, said by the outlet itself, or somebody's estimate. */
export const reachCertainty = z.enum(["measured", "claimed", "estimated"]);

const most = 10_000_000_000;
const people = z.number().int().min(0).max(most);

/** How many people a voice may reach: always a range, always with where it is from and as of when. */
export const ReachRange = z.object({
  id,
  low: z.number(),
  high: z.number(),
  basis: reachBasis,
  certainty: reachCertainty,
  source: z.string(),
  asOf: z.iso.date(),
  enteredByName: z.string(),
  enteredAt: instant,
});
export type ReachRange = z.infer<typeof ReachRange>;

export const NewReach = z.object({
  low: people,
  high: people,
  basis: reachBasis,
  certainty: reachCertainty,
  /** Where the figure is from: a report, a page, whoever counted. */
  source: z.string().trim().min(1).max(300),
  asOf: z.iso.date(),
});
export type NewReach = z.infer<typeof NewReach>;

/** Nothing was heard of an outlet for longer than its own rhythm makes likely. */
export const OutletGap = z.object({
  id,
  /** The hour in which it was last heard. */
  lastAt: instant,
  endedAt: instant.nullable(),
  /** Mentions that were to be expected since then, when it was noticed. */
  expected: z.number(),
  /** Chance alone brings such a silence in one of so many. */
  oneIn: z.number(),
  /** Days of past that its rhythm was learned from. */
  pastDays: z.number(),
});
export type OutletGap = z.infer<typeof OutletGap>;

/** Mentions that monitors of our own body find, each counted once. */
const towardsUs = z.object({ total: z.number(), tones: ToneCounts });

const line = {
  kind: voiceKind,
  key: z.string(),
  name: shownWords,
  channels: z.array(z.object({ channel, count: z.number() })),
  mentions: z.number(),
  /** In the period of the same length before. */
  before: z.number(),
  /** Null where no monitor is of our own body. */
  ours: towardsUs.nullable(),
  reach: ReachRange.nullable(),
  gap: OutletGap.nullable(),
  /** Finds the mentions in the stream, without the times. */
  query: z.string(),
};

export const Outlet = z.object({ ...line, /** By day (UTC), oldest first. */ curve: z.array(z.number()) });
export type Outlet = z.infer<typeof Outlet>;
export type SentOutlet = z.input<typeof Outlet>;

export const OutletDetail = z.object({
  ...line,
  days: z.array(z.object({ at: instant, count: z.number(), ours: towardsUs })),
  /** Finds those towards us; null where no monitor is of our own body. */
  oursQuery: z.string().nullable(),
  /** How many of the tones towards us people have corrected. */
  corrected: z.number(),
  /** The following are counted in the newest mentions of the period, at most `sample.size` of them. */
  sample: z.object({ size: z.number(), isMore: z.boolean() }),
  topics: z.array(z.object({ monitorId: id, name: z.string(), count: z.number(), tones: ToneCounts })),
  stories: z.array(z.object({ storyId: id, title: shownWords, count: z.number() })),
  authors: z.array(z.object({ author: shownWords, count: z.number(), query: z.string() })),
  /** Minutes from publication to receipt, where the minute is known; null without any. */
  delay: z.object({ median: z.number(), slow: z.number(), of: z.number() }).nullable(),
  /** Mentions that others have too: those it had first, and those it took over. */
  copies: z.object({ first: z.number(), later: z.number() }),
  sources: z.array(
    z.object({
      id,
      title: z.string(),
      state: z.enum(["active", "paused", "stopped"]),
      isFailing: z.boolean(),
    }),
  ),
  reaches: z.array(ReachRange),
  gaps: z.array(OutletGap),
  isWatched: z.boolean(),
  note: z.object({ text: z.string(), byName: z.string(), at: instant }).nullable(),
});
export type OutletDetail = z.infer<typeof OutletDetail>;
export type SentOutletDetail = z.input<typeof OutletDetail>;

const longestPeriodDays = 366;
const period = { from: instant, until: instant };
const isPeriod = ({ from, until }: { from: string; until: string }): boolean => {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  return days > 0 && days <= longestPeriodDays;
};
const badPeriod = { path: ["until"] };
const voice = { kind: voiceKind, key };

/** Why a row of a file of reaches was not taken. */
export const reachRefusal = z.enum([
  "no_name",
  "bad_range",
  "bad_basis",
  "bad_certainty",
  "no_source",
  "bad_date",
]);

export const outletContract = {
  listOutlets: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/outlets",
      tags,
      summary: "Outlets or accounts by how much they said, with tone towards us, reach and silence",
    })
    .input(
      z
        .object({
          ...period,
          kind: voiceKind.default("outlet"),
          sort: z.enum(["mentions", "ours", "negative", "reach", "silent"]).default("mentions"),
          words: z.string().trim().max(200).default(""),
          limit: z.coerce.number().int().min(1).max(100).default(30),
          skip: z.coerce.number().int().min(0).max(100_000).default(0),
        })
        .refine(isPeriod, badPeriod),
    )
    .output(
      z.object({
        items: z.array(Outlet),
        nextSkip: z.number().nullable(),
        /** All of the period, and how many of them have a reach. */
        total: z.number(),
        withReach: z.number(),
      }),
    ),
  getOutlet: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/outlets/{kind}/{key}",
      tags,
      summary:
        "One outlet or account: how much, in what tone towards us, on what, how quick, with what reach",
    })
    .input(z.object({ ...voice, ...period }).refine(isPeriod, badPeriod))
    .output(OutletDetail),
  addReach: operation("sources.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/outlets/{kind}/{key}/reach",
      tags,
      summary: "Enter how many people an outlet or account may reach, as a range with its source and date",
      successStatus: 201,
    })
    .input(NewReach.extend(voice))
    .output(ReachRange),
  removeReach: operation("sources.manage")
    .route({
      method: "DELETE",
      path: "/listen/reach/{id}",
      tags,
      summary: "Remove a reach that was entered",
      successStatus: 204,
    })
    .input(z.object({ id }))
    .output(z.void()),
  importReach: operation("sources.manage")
    .route({
      method: "POST",
      path: "/listen/reach/import",
      tags,
      summary: "Take reaches of many outlets from a CSV file; rows that cannot be taken are told by line",
    })
    .input(z.object({ csv: z.string().min(1).max(2_000_000) }))
    .output(
      z.object({
        added: z.number(),
        /** Rows that were known already, as they are. */
        known: z.number(),
        refused: z.array(z.object({ line: z.number(), reason: reachRefusal })),
      }),
    ),
  updateOutlet: operation("sources.manage")
    .route({
      method: "PATCH",
      path: "/listen/outlets/{kind}/{key}",
      tags,
      summary: "Write a note on an outlet or account, or say whether its silence is to be told",
    })
    .input(
      z.object({
        ...voice,
        note: z.string().trim().max(4_000).optional(),
        isWatched: z.boolean().optional(),
      }),
    )
    .output(OutletDetail.pick({ note: true, isWatched: true })),
};
