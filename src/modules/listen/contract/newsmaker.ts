import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { ToneCounts } from "./analysis.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["newsmakers"];

export const newsmakerKind = z.enum(["person", "organisation"]);
export type NewsmakerKind = z.infer<typeof newsmakerKind>;

/** The longest key of a newsmaker, and a little room for what people type. */
const key = z.string().trim().min(1).max(200);

/** Longer periods are asked for in parts. */
const longestPeriodDays = 732;

const period = {
  from: instant,
  until: instant,
};
const isPeriod = ({ from, until }: { from: string; until: string }): boolean => {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  return days > 0 && days <= longestPeriodDays;
};
const badPeriod = { path: ["until"] };

/** A query that the mentions must satisfy too; `monitor:"…"` for what a monitor finds. */
const q = z.string().trim().max(20_000).default("");

/** How much there was of somebody. */
const figures = {
  /** Mentions that name them, mentions that quote them, and how many quotations those have. */
  named: z.number(),
  quoted: z.number(),
  quotes: z.number(),
};

export const Newsmaker = z.object({
  kind: newsmakerKind,
  key: z.string(),
  /** As most mentions write it. */
  name: shownWords,
  /** The office that most mentions give. */
  role: shownWords.nullable(),
  ...figures,
  /** Of the mentions that name them, as far as they are read. */
  tones: ToneCounts,
  before: z.object(figures),
  /** Outlets among the newest mentions; `isMore` where not all were looked at. */
  outlets: z.object({ count: z.number(), isMore: z.boolean() }),
  /** Mentions by day (UTC), oldest first. */
  curve: z.array(z.number()),
  /** The query that finds the mentions in the stream, without the times. */
  query: z.string(),
  speakerQuery: z.string(),
});
export type Newsmaker = z.infer<typeof Newsmaker>;

/** How figures came about: added up from all, or counted in the newest mentions that satisfy the query. */
export const newsmakerMethod = z.enum(["counted", "newest"]);

export const NewsmakerVariant = z.object({
  key: z.string(),
  name: shownWords,
  named: z.number(),
  /** Why it is counted here: it is the name itself, has the same initials, or a person said so. */
  reason: z.enum(["itself", "initials", "person"]),
});
export type NewsmakerVariant = z.infer<typeof NewsmakerVariant>;

export const NewsmakerDecision = z.object({
  id,
  verdict: z.enum(["same", "apart"]),
  key: z.string(),
  otherKey: z.string(),
  judgeName: z.string(),
  isMine: z.boolean(),
  judgedAt: instant,
  isUndone: z.boolean(),
});
export type NewsmakerDecision = z.infer<typeof NewsmakerDecision>;

export const NewsmakerDetail = Newsmaker.omit({ outlets: true, curve: true }).extend({
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  /** By day (UTC), oldest first. */
  days: z.array(z.object({ at: instant, count: z.number(), quoted: z.number(), tones: ToneCounts })),
  /** The following are counted in the newest mentions of the period, at most `sample` of them. */
  sample: z.object({ size: z.number(), isMore: z.boolean() }),
  outlets: z.array(
    z.object({ outlet: z.string(), named: z.number(), quoted: z.number(), tones: ToneCounts }),
  ),
  beside: z.array(z.object({ kind: newsmakerKind, key: z.string(), name: shownWords, count: z.number() })),
  roles: z.array(z.object({ role: shownWords, count: z.number(), firstSeen: instant, lastSeen: instant })),
  variants: z.array(NewsmakerVariant),
  /** Other names that may be the same person's. */
  maybeSame: z.array(z.object({ key: z.string(), name: shownWords, named: z.number() })),
  decisions: z.array(NewsmakerDecision),
});
export type NewsmakerDetail = z.infer<typeof NewsmakerDetail>;

export const NewsmakerQuote = z.object({
  mentionId: id,
  publishedAt: instant,
  outlet: z.string(),
  title: shownWords,
  tone: z.enum(["negative", "neutral", "positive", "unsure"]).nullable(),
  kind: z.enum(["direct", "indirect", "headline"]),
  words: shownWords,
  role: shownWords.nullable(),
  certainty: z.number(),
});
export type NewsmakerQuote = z.infer<typeof NewsmakerQuote>;

export const newsmakerContract = {
  listNewsmakers: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/newsmakers",
      tags,
      summary:
        "Who was quoted and named most in a period, with the tone of the mentions and the period before",
    })
    .input(
      z
        .object({
          ...period,
          q,
          kind: newsmakerKind.default("person"),
          sort: z.enum(["quoted", "named"]).default("quoted"),
          limit: z.coerce.number().int().min(1).max(100).default(30),
        })
        .refine(isPeriod, badPeriod),
    )
    .output(
      z.object({
        items: z.array(Newsmaker),
        method: newsmakerMethod,
        /** Mentions that were looked at when `method` is `newest`. */
        looked: z.number().nullable(),
        tookMs: z.number(),
      }),
    ),
  getNewsmaker: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/newsmakers/{kind}/{key}",
      tags,
      summary:
        "A person or organisation: how much, in what tone, by whom, beside whom, in which offices and spellings",
    })
    .input(z.object({ kind: newsmakerKind, key, ...period }).refine(isPeriod, badPeriod))
    .output(NewsmakerDetail),
  listNewsmakerQuotes: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/newsmakers/{kind}/{key}/quotes",
      tags,
      summary:
        "What a person or organisation said in a period, newest first, with the mention that quotes it",
    })
    .input(
      z
        .object({
          kind: newsmakerKind,
          key,
          ...period,
          tone: z.enum(["negative", "neutral", "positive", "unsure"]).optional(),
          outlet: z.string().max(300).optional(),
          limit: z.coerce.number().int().min(1).max(50).default(20),
          /** Mentions to pass over. */
          skip: z.coerce.number().int().min(0).max(5_000).default(0),
        })
        .refine(isPeriod, badPeriod),
    )
    .output(z.object({ items: z.array(NewsmakerQuote), nextSkip: z.number().nullable() })),
  judgeNewsmaker: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/newsmakers/{kind}/{key}/decisions",
      tags,
      summary: "Say that a name is the same as another one, which counts for both, or that it is not",
      successStatus: 201,
    })
    .input(z.object({ kind: newsmakerKind, key, otherKey: key, verdict: z.enum(["same", "apart"]) }))
    .output(z.object({ decisionId: id, root: z.string() })),
  undoNewsmakerDecision: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/newsmaker-decisions/{id}/undo",
      tags,
      summary: "Take back a decision of yours about two names",
    })
    .input(z.object({ id }))
    .output(z.object({ kind: newsmakerKind, key: z.string() })),
};

/** As the server sends them: with words that went through a veil. */
export type SentNewsmaker = z.input<typeof Newsmaker>;
export type SentNewsmakerDetail = z.input<typeof NewsmakerDetail>;
export type SentNewsmakerQuote = z.input<typeof NewsmakerQuote>;
