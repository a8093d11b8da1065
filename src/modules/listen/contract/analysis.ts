import { z } from "zod";

/** How the writer feels about what is written of; `unsure` where the engine cannot tell. */
export const tone = z.enum(["negative", "neutral", "positive", "unsure"]);
export type Tone = z.infer<typeof tone>;

/** What the writer needs from us. */
export const intent = z.enum(["complaint", "question", "aspiration", "appreciation", "other", "unsure"]);
export type Intent = z.infer<typeof intent>;

/** 0 none, 1 rude, 2 hostile, 3 severe. */
export const hostility = z.number().int().min(0).max(3);

/** What people can decide about a mention against the engine. */
export const judgedTrait = z.enum(["tone", "intent", "language", "hostility", "places"]);
export type JudgedTrait = z.infer<typeof judgedTrait>;

/** What the language engine says of a mention, with what people have decided in its place. */
export const MentionAnalysis = z.object({
  tone,
  /** Of the likeliest tone, 0 to 1; 1 where a person decided. Likewise for the intent. */
  toneShare: z.number(),
  intent,
  intentShare: z.number(),
  secondIntent: intent.nullable(),
  hostility,
  /** It names a place, a time, an amount or a service that can be checked. */
  isCheckable: z.boolean(),
  persons: z.array(z.string()),
  organisations: z.array(z.string()),
  /** Codes of the Ministry of Home Affairs: 35, 35.78, 35.78.01. */
  places: z.array(z.string()),
  judged: z.array(judgedTrait),
});
export type MentionAnalysis = z.infer<typeof MentionAnalysis>;

/** Counts by tone; what was not analysed yet is in none of them. */
export const ToneCounts = z.object({
  negative: z.number(),
  neutral: z.number(),
  positive: z.number(),
  unsure: z.number(),
});
export type ToneCounts = z.infer<typeof ToneCounts>;
