import { z } from "zod";
import { id, instant } from "#shared/ids.ts";
import { personalDataKind, shownWords } from "./personal-data.ts";

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
  persons: z.array(shownWords),
  organisations: z.array(shownWords),
  /** Codes of the Ministry of Home Affairs: 35, 35.78, 35.78.01. */
  places: z.array(z.string()),
  judged: z.array(judgedTrait),
});
export type MentionAnalysis = z.infer<typeof MentionAnalysis>;
/** As the server sends it: with words that went through a veil. */
export type SentAnalysis = z.input<typeof MentionAnalysis>;

/** Counts by tone; what was not analysed yet is in none of them. */
export const ToneCounts = z.object({
  negative: z.number(),
  neutral: z.number(),
  positive: z.number(),
  unsure: z.number(),
});
export type ToneCounts = z.infer<typeof ToneCounts>;

/** A place of a text and what it is there for; offsets in UTF-16 units, end exclusive. */
const span = { start: z.number(), end: z.number() };

/** Words and rules that decided, by the key of their kind, with how much they weighed. */
export const AnalysisReason = z.object({ ...span, kind: z.string(), weight: z.number() });

/** Everything the language engine says of one text, with reasons; offsets are those of the text that was sent. */
export const TextReading = z.object({
  language: z.object({
    label: z.string(),
    probability: z.number(),
    isUnsure: z.boolean(),
    languages: z.array(z.object({ language: z.string(), share: z.number() })),
    reasons: z.array(AnalysisReason),
  }),
  tone: z.object({
    label: tone,
    best: tone,
    probabilities: z.object({ negative: z.number(), neutral: z.number(), positive: z.number() }),
    reasons: z.array(AnalysisReason),
  }),
  intent: z.object({
    label: intent,
    best: intent,
    second: intent.nullable(),
    probabilities: z.object({
      complaint: z.number(),
      question: z.number(),
      aspiration: z.number(),
      appreciation: z.number(),
      other: z.number(),
    }),
    reasons: z.array(AnalysisReason),
  }),
  hostility: z.object({
    level: hostility,
    words: z.array(
      z.object({
        ...span,
        kind: z.enum(["insult", "obscenity", "slur", "threat"]),
        strength: z.number(),
        isAimed: z.boolean(),
      }),
    ),
    isCheckable: z.boolean(),
    claims: z.array(z.object({ ...span, part: z.enum(["place", "time", "amount", "service"]) })),
  }),
  entities: z.array(
    z.object({
      ...span,
      /** `other` only where a rule of the workspace says that the name is none of the three. */
      kind: z.enum(["person", "organisation", "place", "other"]),
      name: shownWords,
      probability: z.number(),
      /** The rule of the workspace that reads the name so, or says which place a body is of. */
      rule: z
        .object({ id, reasons: z.array(z.object({ ...span, kind: z.enum(["alias", "required"]) })) })
        .optional(),
      /** The office that the text gives a person. */
      role: shownWords.nullable(),
      places: z.array(
        z.object({
          code: z.string().nullable(),
          level: z.enum(["province", "city", "regency", "district", "people"]),
          name: z.string(),
          province: z.string().nullable(),
          probability: z.number(),
        }),
      ),
    }),
  ),
});
export type TextReading = z.infer<typeof TextReading>;
export type SentReading = z.input<typeof TextReading>;

/** A text on the page where people try the engine: the reading, and what a writer of an office wants to know. */
export const TextTrial = TextReading.extend({
  personalData: z.array(
    z.object({
      ...span,
      kind: personalDataKind,
      isCertain: z.boolean(),
    }),
  ),
  plainness: z.object({
    /** 0 to 100; null for texts too short to judge. */
    score: z.number().nullable(),
    level: z.enum(["easy", "fair", "hard", "veryHard"]).nullable(),
    words: z.number(),
    sentences: z.number(),
    wordsPerSentence: z.number(),
    places: z.array(
      z.object({
        ...span,
        kind: z.enum([
          "longSentence",
          "chainedClauses",
          "nominal",
          "officialese",
          "pleonasm",
          "acronym",
          "hardWord",
        ]),
        severity: z.number(),
        suggestion: z.string().nullable(),
      }),
    ),
  }),
  slips: z.array(
    z.object({
      ...span,
      kind: z.enum([
        "blame",
        "promise",
        "absolute",
        "partisan",
        "sarcasm",
        "insult",
        "shouting",
        "personalData",
        "noSource",
        "noDate",
      ]),
      severity: z.number(),
      suggestion: z.string().nullable(),
    }),
  ),
  keyPhrases: z.array(z.string()),
  summary: z.array(z.object({ ...span })),
  tookMs: z.number(),
});
export type TextTrial = z.infer<typeof TextTrial>;
export type SentTrial = z.input<typeof TextTrial>;

/** What a person decided about a mention; `isUndone` where they took it back. */
export const Judgement = z.object({
  id,
  trait: judgedTrait,
  /** A tone, an intent, a language code, a degree of hostility, or codes of places between commas. */
  value: z.string(),
  engineValue: z.string().nullable(),
  beforeValue: z.string().nullable(),
  reason: shownWords.nullable(),
  judgeName: z.string(),
  isMine: z.boolean(),
  isBlind: z.boolean(),
  judgedAt: instant,
  isUndone: z.boolean(),
});
export type Judgement = z.infer<typeof Judgement>;
export type SentJudgement = z.input<typeof Judgement>;

export const Place = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(["province", "city", "regency"]),
  provinceCode: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});
export type Place = z.infer<typeof Place>;

/** How two readers of the same texts agree. */
export const Agreement = z.object({
  texts: z.number(),
  agreed: z.number(),
  /** Cohen's kappa (1960); null where fewer than two texts or one label leave it undefined. */
  kappa: z.number().nullable(),
  /** Rows: the first reader's label; columns: the second's; in the order of `labels`. */
  labels: z.array(z.string()),
  confusion: z.array(z.array(z.number())),
});
export type Agreement = z.infer<typeof Agreement>;
