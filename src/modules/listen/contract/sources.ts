import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { channel } from "./mentions.ts";
import { NetworkListening } from "./network-query.ts";

const tags = ["sources"];

/**
 * network: a search that is asked now and then · stream: a line that is held open · inbox: what an account hears in public
 */
export const SourceKind = z.enum(["feed", "site", "file", "clip", "network", "stream", "inbox"]);
export type SourceKind = z.infer<typeof SourceKind>;

/** active: polled · paused: by a person · stopped: by us, because the other side said so (410, 404 for weeks). */
export const SourceState = z.enum(["active", "paused", "stopped"]);

/** What the last poll ended with. `key` names the sentence `outcome.<key>` in the message files. */
export const PollOutcome = z.object({
  at: instant,
  isOk: z.boolean(),
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  httpStatus: z.number().nullable(),
  /** What it met with that did not stop it: the sentences `sources.note.<key>`. */
  notes: z.array(
    z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  found: z.number(),
  fresh: z.number(),
  tookMs: z.number(),
});
export type PollOutcome = z.infer<typeof PollOutcome>;

export const Source = z.object({
  id,
  kind: SourceKind,
  title: z.string(),
  outlet: z.string(),
  channel,
  url: z.string(),
  siteUrl: z.string().nullable(),
  folder: z.string(),
  state: SourceState,
  createdAt: instant,
  nextPollAt: instant.nullable(),
  intervalMinutes: z.number(),
  /** null = adapted to the rhythm seen (5 minutes to 24 hours). */
  fixedIntervalMinutes: z.number().nullable(),
  lastSuccessAt: instant.nullable(),
  failuresInARow: z.number(),
  lastOutcome: PollOutcome.nullable(),
  mentionCount: z.number(),
  /** New mentions a day (UTC) over the last 14 days, or since it is followed, oldest first. */
  rhythm: z.array(z.number()),
  /** Outcome of the last 24 polls, oldest first. */
  health: z.array(z.enum(["ok", "empty", "error"])),
  isPush: z.boolean(),
  completesItems: z.boolean(),
  /** Null where no network is asked. */
  network: NetworkListening.nullable(),
});
export type Source = z.infer<typeof Source>;

export const FeedPreview = z.object({
  kind: z.enum(["feed", "site"]),
  url: z.string(),
  title: z.string(),
  outlet: z.string(),
  siteUrl: z.string().nullable(),
  format: z.string(),
  existingSourceId: id.nullable(),
  items: z.array(
    z.object({ title: z.string(), url: z.string().nullable(), publishedAt: instant.nullable() }),
  ),
  notes: z.array(
    z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
});
export type FeedPreview = z.infer<typeof FeedPreview>;

export const NewSource = z.object({
  kind: z.enum(["feed", "site"]).default("feed"),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  title: z.string().trim().min(1).max(200).optional(),
  outlet: z.string().trim().min(1).max(200).optional(),
  channel: channel.default("news"),
  folder: z.string().trim().max(120).default(""),
  fixedIntervalMinutes: z.number().int().min(5).max(1440).nullable().default(null),
  completesItems: z.boolean().default(false),
});
export type NewSource = z.infer<typeof NewSource>;

export const SourceChange = z.object({
  id,
  title: z.string().trim().min(1).max(200).optional(),
  outlet: z.string().trim().min(1).max(200).optional(),
  folder: z.string().trim().max(120).optional(),
  channel: channel.optional(),
  state: z.enum(["active", "paused"]).optional(),
  fixedIntervalMinutes: z.number().int().min(5).max(1440).nullable().optional(),
  completesItems: z.boolean().optional(),
});
export type SourceChange = z.infer<typeof SourceChange>;

/** How far the loading of the sample has come, in headlines. */
const SampleLoad = z.object({ done: z.number(), total: z.number() });

export const sourceContract = {
  listSources: operation("sources.read")
    .route({
      method: "GET",
      path: "/listen/sources",
      tags,
      summary: "Everything this desk listens to, with its health",
    })
    .output(z.object({ items: z.array(Source) })),
  getSource: operation("sources.read")
    .route({ method: "GET", path: "/listen/sources/{id}", tags, summary: "One source and its latest polls" })
    .input(z.object({ id }))
    .output(Source.extend({ polls: z.array(PollOutcome) })),
  previewSource: operation("sources.manage")
    .route({
      method: "POST",
      path: "/listen/sources/preview",
      tags,
      summary: "Look at an address: which feeds it offers and what they hold now",
    })
    .input(z.object({ url: z.string().trim().min(4).max(2000) }))
    .output(z.object({ candidates: z.array(FeedPreview) })),
  createSource: operation("sources.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/sources",
      tags,
      summary: "Start listening to an address",
      successStatus: 201,
    })
    .input(NewSource)
    .output(Source),
  createSources: operation("sources.manage")
    .route({
      method: "POST",
      path: "/listen/sources/batch",
      tags,
      summary: "Start listening to many addresses; those already known are left as they are",
    })
    .input(z.object({ sources: z.array(NewSource).min(1).max(500) }))
    .output(z.object({ created: z.number(), known: z.number() })),
  updateSource: operation("sources.manage")
    .route({
      method: "PATCH",
      path: "/listen/sources/{id}",
      tags,
      summary: "Rename, file, pause or resume a source",
    })
    .input(SourceChange)
    .output(Source),
  removeSource: operation("sources.manage")
    .route({
      method: "DELETE",
      path: "/listen/sources/{id}",
      tags,
      summary: "Stop listening; what was heard stays",
      successStatus: 204,
    })
    .input(z.object({ id })),
  pollSource: operation("sources.manage")
    .route({
      method: "POST",
      path: "/listen/sources/{id}/poll",
      tags,
      summary: "Poll now",
      successStatus: 202,
    })
    .input(z.object({ id }))
    .output(z.object({ queued: z.boolean() })),
  listStarterOutlets: operation("sources.read")
    .route({
      method: "GET",
      path: "/listen/starter-outlets",
      tags,
      summary: "The shipped list of Indonesian outlets and their feeds",
    })
    .output(
      z.object({
        items: z.array(
          z.object({
            outlet: z.string(),
            domain: z.string(),
            feeds: z.array(z.object({ title: z.string(), url: z.string() })),
          }),
        ),
      }),
    ),
  loadSample: operation("sources.manage")
    .route({
      method: "POST",
      path: "/listen/sample",
      tags,
      summary: "Load the shipped sample in the background: real headlines of September 2019",
      successStatus: 202,
    })
    .output(SampleLoad),
  getSampleLoad: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/sample",
      tags,
      summary: "How much of the sample is there; null where nobody asked for it",
    })
    .output(z.object({ load: SampleLoad.nullable() })),
  importOpml: operation("sources.manage")
    .route({ method: "POST", path: "/listen/opml", tags, summary: "Take sources from an OPML file" })
    .input(z.object({ opml: z.string().min(1).max(5_000_000) }))
    .output(
      z.object({
        created: z.number(),
        known: z.number(),
        /** `reason` is one of no_address, too_long, too_many. */
        refused: z.array(z.object({ title: z.string(), reason: z.string() })),
      }),
    ),
  exportOpml: operation("sources.read")
    .route({ method: "GET", path: "/listen/opml", tags, summary: "All sources as OPML, with folders" })
    .output(z.object({ opml: z.string() })),
};
