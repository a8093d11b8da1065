import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { CopyCount } from "./copy-count.ts";
import { channel, timePrecision } from "./mentions.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["copies"];

/**
 * How a mention came among copies: the same text, an edited one, one of which the other is a part; `said` where a person
 * put it there, `origin` where it was there first and others came to it.
 */
export const copyKind = z.enum(["origin", "same", "edited", "part", "said"]);

export const Copy = z.object({
  id,
  channel,
  outlet: z.string(),
  author: shownWords.nullable(),
  title: shownWords,
  url: shownWords.nullable(),
  publishedAt: instant,
  timePrecision,
  /** Seconds after the first of them was published. */
  lagSeconds: z.number(),
  kind: copyKind,
  /** What both texts share of what either has, 0 to 1; null where nothing was compared. */
  similarity: z.number().nullable(),
  /** The mention that it was compared with. */
  likeId: id.nullable(),
  isGone: z.boolean(),
});
export type Copy = z.infer<typeof Copy>;

/** What a person decided: that a mention is no copy of the others, or of which mention it is one. */
export const CopyJudgement = z.object({
  id,
  verdict: z.enum(["apart", "joined"]),
  /** The mention it was said to be a copy of, or was taken away from; null where that one is gone. */
  target: z.object({ id, outlet: z.string(), title: shownWords }).nullable(),
  reason: shownWords.nullable(),
  judgeName: z.string(),
  isMine: z.boolean(),
  judgedAt: instant,
  isUndone: z.boolean(),
});
export type CopyJudgement = z.infer<typeof CopyJudgement>;

export const copyContract = {
  listCopies: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/mentions/{id}/copies",
      tags,
      summary:
        "The copies of a mention in the order of publication, itself among them, and what people decided",
    })
    .input(z.object({ id }))
    .output(
      z.object({
        /** Null where it has no copies. */
        count: CopyCount.nullable(),
        /** The first 200. */
        items: z.array(Copy),
        judgements: z.array(CopyJudgement),
        /** Whether it waits to be compared. */
        isWaiting: z.boolean(),
      }),
    ),
  judgeCopy: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/mentions/{id}/copy-judgements",
      tags,
      summary: "Say that a mention is no copy of the others, or of which mention it is one",
      successStatus: 201,
    })
    .input(
      z.object({
        id,
        verdict: z.enum(["apart", "joined"]),
        /** For `joined`: the mention that it is a copy of. */
        targetId: id.optional(),
        reason: z.string().trim().max(500).optional(),
      }),
    )
    .output(z.object({ judgementId: id })),
  undoCopyJudgement: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/copy-judgements/{id}/undo",
      tags,
      summary: "Take back a decision of yours about copies",
    })
    .input(z.object({ id }))
    .output(z.object({ mentionId: id })),
};

/** As the server sends them: with words that went through a veil. */
export type SentCopy = z.input<typeof Copy>;
export type SentCopyJudgement = z.input<typeof CopyJudgement>;
