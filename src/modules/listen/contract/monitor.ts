import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { ToneCounts } from "./analysis.ts";
import { MentionSummary } from "./mentions.ts";

const tags = ["monitors"];

/** More monitors than an office keeps an eye on. */
export const mostMonitors = 2_000;

/** Colours by which a monitor is known wherever it shows: the categories of the charts, by number; each theme has its own hues. */
export const monitorColour = z.enum(["1", "2", "3", "4", "5", "6"]);
export type MonitorColour = z.infer<typeof monitorColour>;

/** Whose voice it follows: our own body, one that we compare ourselves with, or a matter. */
export const monitorKind = z.enum(["ours", "peer", "topic"]);
export type MonitorKind = z.infer<typeof monitorKind>;

export const monitorState = z.enum(["on", "paused"]);

/** A query as people write it; what it may not say is checked with the query itself. */
const query = z.string().trim().max(20_000);

/** Names of folders with a slash between them, at most five deep; empty for none. */
const folder = z
  .string()
  .transform((path) =>
    path
      .split("/")
      .map((name) => name.trim().replace(/\s+/g, " "))
      .filter((name) => name !== "")
      .join("/"),
  )
  .pipe(
    z
      .string()
      .max(200)
      .regex(/^[^/]*(?:\/[^/]+){0,4}$/),
  );

/** Everything that people decide about a monitor. */
export const MonitorSettings = z.object({
  name: z.string().trim().min(1).max(80),
  folder: folder.default(""),
  colour: monitorColour.default("1"),
  kind: monitorKind.default("topic"),
  /** What it looks for, in the query language. Times count from fixed days, and it looks for something in particular. */
  q: query.min(1),
  /** What no match may be, a query of its own: AND NOT. */
  exclude: query.default(""),
  ownerId: id.nullable().default(null),
  /** Members who are told of what it finds. */
  receiverIds: z.array(id).max(100).default([]),
  /** A paused one finds nothing new until it is on again; what it missed is then caught up. */
  state: monitorState.default("on"),
});
export type MonitorSettings = z.infer<typeof MonitorSettings>;

/** Going through what was stored before, newest first: how many mentions it has passed, of how many. */
export const MonitorBackfill = z.object({ done: z.number(), total: z.number() });
export type MonitorBackfill = z.infer<typeof MonitorBackfill>;

export const Monitor = MonitorSettings.extend({
  id,
  /** Both queries in one, as the search takes it. */
  joined: z.string(),
  ownerName: z.string().nullable(),
  /** How often its settings were written; hand it back with a change. */
  revision: z.number(),
  createdAt: instant,
  updatedAt: instant,
  /** Null when all that is stored was gone through. */
  backfill: MonitorBackfill.nullable(),
});
export type Monitor = z.infer<typeof Monitor>;

/** A monitor in a list, with what it found lately. */
export const MonitorLine = Monitor.extend({
  lastDay: z.number(),
  lastWeek: z.number(),
  /** Of the seven days before the last week, to compare with. */
  weekBefore: z.number(),
  /** Of the last week. */
  tones: ToneCounts,
  /** The last week by spans of six hours, oldest first. */
  sparkline: z.array(z.number()),
});
export type MonitorLine = z.infer<typeof MonitorLine>;

const countOf = z.object({ value: z.string(), count: z.number() });

export const MonitorFigures = z.object({
  from: instant,
  until: instant,
  bucket: z.enum(["hour", "day"]),
  total: z.number(),
  tones: ToneCounts,
  /** The same span before it. */
  totalBefore: z.number(),
  usual: z
    .object({ low: z.number(), high: z.number(), basis: z.enum(["weeks", "days"]), samples: z.number() })
    .nullable(),
  histogram: z.array(
    z.object({ at: instant, count: z.number(), tones: ToneCounts, usualHigh: z.number().nullable() }),
  ),
  outlets: z.array(countOf.extend({ tones: ToneCounts })),
  channels: z.array(countOf),
});
export type MonitorFigures = z.infer<typeof MonitorFigures>;

export const MonitorRevision = z.object({
  number: z.number(),
  changedAt: instant,
  changedByName: z.string(),
  /** Null for the first. */
  before: MonitorSettings.nullable(),
  after: MonitorSettings,
});
export type MonitorRevision = z.infer<typeof MonitorRevision>;

const sample = z.object({
  total: z.number(),
  isExact: z.boolean(),
  mentions: z.array(MentionSummary),
});
export type MonitorSample = z.infer<typeof sample>;
/** As the server makes it: its words have been through the veil. */
export type MonitorSampleMade = z.input<typeof sample>;

/** What a monitor would find: told before it is saved, and nothing is kept. */
export const MonitorTest = z.object({
  joined: z.string(),
  from: instant,
  until: instant,
  bucket: z.enum(["hour", "day"]),
  found: sample,
  /** All that was heard in these days. */
  heard: z.number(),
  tones: ToneCounts,
  histogram: z.array(z.object({ at: instant, count: z.number(), tones: ToneCounts })),
  /** Against the monitor as it is saved now; null for a new one. */
  change: z
    .object({ before: z.string(), totalBefore: z.number(), added: sample, removed: sample })
    .nullable(),
});
export type MonitorTest = z.infer<typeof MonitorTest>;
export type MonitorTestMade = z.input<typeof MonitorTest>;

const one = z.object({ id });

export const monitorContract = {
  listMonitors: operation("mentions.read")
    .route({ method: "GET", path: "/listen/monitors", tags, summary: "Monitors and what they found lately" })
    .output(z.object({ items: z.array(MonitorLine) })),
  testMonitor: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/monitors/test",
      tags,
      summary: "What a monitor would find in the last days, and what a change to it would add and remove",
    })
    .input(
      MonitorSettings.pick({ q: true, exclude: true }).extend({
        /** The monitor that is being changed. */
        id: id.optional(),
        days: z.number().int().min(1).max(31).default(7),
      }),
    )
    .output(MonitorTest),
  createMonitor: operation("monitors.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/monitors",
      tags,
      summary: "Save a query as a monitor",
      successStatus: 201,
    })
    .input(MonitorSettings)
    .output(Monitor),
  getMonitor: operation("mentions.read")
    .route({ method: "GET", path: "/listen/monitors/{id}", tags, summary: "One monitor" })
    .input(one)
    .output(Monitor),
  updateMonitor: operation("monitors.manage")
    .route({
      method: "PUT",
      path: "/listen/monitors/{id}",
      tags,
      summary: "Change a monitor; another query is asked of what is stored in the background",
    })
    .input(
      MonitorSettings.extend({
        id,
        /** As it was read; refused when somebody else has written since. */
        revision: z.number().int().optional(),
      }),
    )
    .output(Monitor),
  removeMonitor: operation("monitors.manage")
    .route({
      method: "DELETE",
      path: "/listen/monitors/{id}",
      tags,
      summary: "Remove a monitor with its figures; the mentions stay",
      successStatus: 204,
    })
    .input(one),
  getMonitorFigures: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/monitors/{id}/figures",
      tags,
      summary: "How much a monitor found, when, where and in which tone",
    })
    .input(z.object({ id, days: z.coerce.number().int().min(1).max(92).default(7) }))
    .output(MonitorFigures),
  listMonitorRevisions: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/monitors/{id}/revisions",
      tags,
      summary: "Who changed a monitor and how, newest first",
    })
    .input(one)
    .output(z.object({ items: z.array(MonitorRevision) })),
};
