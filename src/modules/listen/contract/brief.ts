import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant, locale } from "#shared/ids.ts";
import { mailAddress } from "./mail-address.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["briefs"];

/** More than a quarter is no brief. Days. */
export const longestBriefDays = 92;

/** The day against the one before, two periods, or two choices of monitors in one period. */
export const briefKind = z.enum(["day", "periods", "monitors"]);
export type BriefKind = z.infer<typeof briefKind>;

/** Identifiers with commas between them. */
const ids = z
  .string()
  .max(2_000)
  .regex(/^[0-9a-f-]{36}(?:,[0-9a-f-]{36}){0,49}$/);

/** What a brief is about, and with what it is compared: without more, the same monitors in the time just before. */
export const BriefQuestion = z.object({
  from: instant,
  until: instant,
  /** All that are on when left out. */
  monitorIds: ids.optional(),
  otherFrom: instant.optional(),
  otherUntil: instant.optional(),
  /** Compares with what these find in the same time. */
  otherIds: ids.optional(),
  language: locale.default("id"),
});
export type BriefQuestion = z.infer<typeof BriefQuestion>;

/** Where the desk shows what a figure counts. */
const path = z.string();

/** A figure of both sides, in words ready to print. */
const compared = z.object({
  label: z.string(),
  value: z.string(),
  before: z.string(),
  path,
  pathBefore: path,
});

/** A line of a table: one monitor, one outlet. */
const ranked = z.object({
  label: z.string(),
  count: z.number(),
  before: z.number(),
  /** Both as they are written, and the share of negative ones among the first. */
  value: z.string(),
  beforeValue: z.string(),
  negative: z.string(),
  path,
  pathBefore: path,
});

/** One page a chief reads in two minutes. All of it is written: page, PDF, mail and text say the same words. */
export const Brief = z.object({
  kind: briefKind,
  language: locale,
  title: z.string(),
  office: z.string(),
  date: z.string(),
  span: z.string(),
  /** Set when there is nothing to tell. */
  empty: z.string().nullable(),
  /** What is compared: now, and before or beside it. */
  sides: z.tuple([z.string(), z.string()]),
  figures: z.array(compared),
  points: z.array(
    z.object({
      title: shownWords,
      reasons: z.array(shownWords),
      path,
      links: z.array(z.object({ label: z.string(), path })),
    }),
  ),
  changes: z.array(z.object({ text: shownWords, path: path.nullable() })),
  chart: z
    .object({
      caption: z.string(),
      finding: z.string(),
      heading: z.string(),
      points: z.array(z.object({ key: z.string(), tick: z.string(), name: z.string(), path })),
      series: z.array(
        z.object({
          name: z.string(),
          tone: z.enum(["negative", "neutral", "positive"]),
          values: z.array(z.number()),
        }),
      ),
      before: z.object({ name: z.string(), values: z.array(z.number()) }),
    })
    .nullable(),
  tables: z.array(z.object({ title: z.string(), rows: z.array(ranked) })),
  /** How far the figures can be trusted: what people corrected, and how far people and engine agree. */
  trust: z.array(z.string()),
  words: z.object({
    kicker: z.string(),
    points: z.string(),
    changes: z.string(),
    trust: z.string(),
    mentions: z.string(),
    negative: z.string(),
    made: z.string(),
  }),
  path,
  /** Of whoever edited it, with what stands above it; and who that was and when, in words. */
  note: z.object({ title: z.string(), text: shownWords }).nullable().default(null),
  edited: z.string().nullable().default(null),
});
export type Brief = z.infer<typeof Brief>;
export type SentBrief = z.input<typeof Brief>;

/**
 * What a person makes of a brief: its points and changes by where the machine has them (`at`, counted from 0), in the order in
 * which they are to stand. Null leaves the machine's words; reasons are one on a line.
 */
export const BriefEditing = z.object({
  points: z
    .array(
      z.object({
        at: z.number().int().min(0),
        isOut: z.boolean(),
        title: z.string().trim().max(300).nullable(),
        reasons: z.string().trim().max(2_000).nullable(),
      }),
    )
    .max(20),
  changes: z
    .array(
      z.object({
        at: z.number().int().min(0),
        isOut: z.boolean(),
        text: z.string().trim().max(500).nullable(),
      }),
    )
    .max(60),
  note: z.string().trim().max(1_000).nullable(),
});
export type BriefEditing = z.infer<typeof BriefEditing>;

export const briefContract = {
  getBrief: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/brief",
      tags,
      summary:
        "What mattered in a period and what changed, on one page; two periods or monitors side by side",
    })
    .input(BriefQuestion)
    .output(Brief),
  sendBrief: operation("monitors.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/briefs",
      tags,
      summary: "Send a brief by mail, or keep it as a draft to be edited; it stays as it was sent",
      successStatus: 201,
    })
    .input(
      BriefQuestion.extend({
        name: z.string().trim().min(1).max(80),
        receiverIds: z.array(id).max(100).default([]),
        addresses: z.array(mailAddress).max(100).default([]),
        /** Keeps it for somebody to edit and to send. */
        isDraft: z.boolean().default(false),
      }),
    )
    .output(z.object({ id })),
};
