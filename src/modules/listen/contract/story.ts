import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { ToneCounts } from "./analysis.ts";
import { channel, timePrecision } from "./mentions.ts";
import { newsmakerKind } from "./newsmaker.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["stories"];
const longestPeriodDays = 400;

/** How it goes with a story: it has just begun, grows, keeps on, fades, or is over. */
export const storyCourse = z.enum(["new", "growing", "steady", "fading", "over"]);
export type StoryCourse = z.infer<typeof storyCourse>;

/** The press, or the public. */
export const storySide = z.enum(["press", "public"]);

export const Story = z.object({
  id,
  /** What people call it, else its best headline. */
  title: shownWords,
  isNamed: z.boolean(),
  firstAt: instant,
  lastAt: instant,
  /** Of all times; `inPeriod` of the period asked for. */
  mentions: z.number(),
  press: z.number(),
  outlets: z.number(),
  inPeriod: z.number(),
  tones: ToneCounts,
  /** Mentions in equal parts of the period, oldest first. */
  curve: z.array(z.number()),
  course: storyCourse,
});
export type Story = z.infer<typeof Story>;

const phrase = z.object({ phrase: shownWords, mentions: z.number() });

const voice = z.object({
  voice: shownWords,
  side: storySide,
  mentions: z.number(),
  firstId: id,
  firstAt: instant,
  /** Seconds after the first mention of all. */
  afterSeconds: z.number(),
});

/** Where a story began, when it crossed between press and public, and how fast it went. */
export const StoryTrace = z.object({
  began: voice,
  /** The first voice of the other side; null where the story has not crossed over. */
  crossed: voice.nullable(),
  threeVoicesSeconds: z.number().nullable(),
  tenVoicesSeconds: z.number().nullable(),
  halfSeconds: z.number(),
  /** Above zero where the press was ahead in the middle of its mentions, below where the public was; null with one side only. */
  leadSeconds: z.number().nullable(),
  /** The first voices, in the order in which they joined. */
  voices: z.array(voice),
  voiceCount: z.number(),
});
export type StoryTrace = z.infer<typeof StoryTrace>;

export const StoryDecision = z.object({
  id,
  verdict: z.enum(["merge", "split", "move", "remove", "apart", "rename"]),
  storyId: id,
  /** The other story, with its title where it is still there. */
  other: z.object({ id, title: shownWords.nullable() }).nullable(),
  mentions: z.number(),
  name: shownWords.nullable(),
  judgeName: z.string(),
  isMine: z.boolean(),
  judgedAt: instant,
  isUndone: z.boolean(),
});
export type StoryDecision = z.infer<typeof StoryDecision>;

export const StoryDetail = Story.omit({ inPeriod: true, curve: true }).extend({
  leadId: id.nullable(),
  phrases: z.array(phrase),
  /** Sentences of its texts that sum it up. */
  summary: z.array(z.object({ sentence: shownWords, mentionId: id, outlet: z.string() })),
  /** What is spoken of in the last day of the story and was not before. */
  fresh: z.object({ since: instant, phrases: z.array(phrase) }),
  phases: z.array(
    z.object({
      from: instant,
      to: instant,
      mentions: z.number(),
      title: shownWords,
      leadId: id,
      phrases: z.array(shownWords),
    }),
  ),
  /** Mentions in equal steps of time. */
  curve: z.object({
    stepSeconds: z.number(),
    points: z.array(z.object({ at: instant, press: z.number(), public: z.number(), tones: ToneCounts })),
  }),
  outletList: z.array(
    z.object({
      outlet: z.string(),
      isPress: z.boolean(),
      mentions: z.number(),
      firstAt: instant,
      tones: ToneCounts,
    }),
  ),
  people: z.array(z.object({ kind: newsmakerKind, key: z.string(), name: shownWords, mentions: z.number() })),
  places: z.array(z.object({ code: z.string(), mentions: z.number() })),
  trace: StoryTrace,
  /** Phrases, summary and phases are read from so many of its mentions, spread over its time. */
  looked: z.number(),
  decisions: z.array(StoryDecision),
});
export type StoryDetail = z.infer<typeof StoryDetail>;

export const StoryMention = z.object({
  id,
  channel,
  outlet: z.string(),
  author: shownWords.nullable(),
  title: shownWords,
  publishedAt: instant,
  timePrecision,
  tone: z.enum(["negative", "neutral", "positive", "unsure"]).nullable(),
  /** How near it was to the story when it joined; null where a person put it there. */
  score: z.number().nullable(),
});
export type StoryMention = z.infer<typeof StoryMention>;

const mentionIds = z.array(id).min(1).max(500);
export const storyVerdict = z.discriminatedUnion("verdict", [
  /** The other story goes on as this one. */
  z.object({ verdict: z.literal("merge"), otherId: id }),
  /** The two never become one. */
  z.object({ verdict: z.literal("apart"), otherId: id }),
  /** These mentions are a story of their own. */
  z.object({ verdict: z.literal("split"), mentionIds }),
  /** These mentions belong to the other story. */
  z.object({ verdict: z.literal("move"), mentionIds, otherId: id }),
  /** These mentions do not belong here. */
  z.object({ verdict: z.literal("remove"), mentionIds }),
  /** Null gives it the name of its best headline again. */
  z.object({ verdict: z.literal("rename"), name: z.string().trim().min(1).max(200).nullable() }),
]);
export type StoryVerdictInput = z.infer<typeof storyVerdict>;

export const storyContract = {
  listStories: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/stories",
      tags,
      summary: "The stories of a period: how large, in what tone, and whether they grow or fade",
    })
    .input(
      z
        .object({
          from: instant,
          until: instant,
          /** Words of the title. */
          words: z.string().trim().max(200).default(""),
          sort: z.enum(["size", "growth", "newest"]).default("size"),
          limit: z.coerce.number().int().min(1).max(100).default(30),
          skip: z.coerce.number().int().min(0).max(2_000).default(0),
        })
        .refine(
          ({ from, until }) => {
            const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
            return days > 0 && days <= longestPeriodDays;
          },
          { path: ["until"] },
        ),
    )
    .output(
      z.object({
        items: z.array(Story),
        nextSkip: z.number().nullable(),
        /** Mentions of the period that stand alone, and mentions that wait to be placed. */
        alone: z.number(),
        waiting: z.number(),
        /** When the newest mention of any story was said; null where there is none. */
        latestAt: instant.nullable(),
      }),
    ),
  getStory: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/stories/{id}",
      tags,
      summary:
        "A story: summary, phases, people, places, tones, outlets, where it began and how it travelled",
    })
    .input(z.object({ id }))
    .output(StoryDetail),
  listStoryMentions: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/stories/{id}/mentions",
      tags,
      summary: "The mentions of a story, newest or least near first",
    })
    .input(
      z.object({
        id,
        sort: z.enum(["newest", "oldest", "doubtful"]).default("newest"),
        limit: z.coerce.number().int().min(1).max(100).default(30),
        skip: z.coerce.number().int().min(0).max(20_000).default(0),
      }),
    )
    .output(z.object({ items: z.array(StoryMention), nextSkip: z.number().nullable() })),
  getMentionStory: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/mentions/{id}/story",
      tags,
      summary: "The story that a mention is in; null where it stands alone",
    })
    .input(z.object({ id }))
    .output(
      z.object({
        story: z.object({ id, title: shownWords, mentions: z.number(), outlets: z.number() }).nullable(),
      }),
    ),
  judgeStory: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/stories/{id}/decisions",
      tags,
      summary:
        "Say that stories are one or never are, that mentions belong elsewhere, or what a story is called",
      successStatus: 201,
    })
    .input(z.object({ id, decision: storyVerdict }))
    .output(z.object({ decisionId: id, storyId: id, otherId: id.nullable() })),
  undoStoryDecision: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/story-decisions/{id}/undo",
      tags,
      summary: "Take back a decision of yours about stories",
    })
    .input(z.object({ id }))
    .output(z.object({ storyId: id })),
};

/** As the server sends them: with words that went through a veil. */
export type SentStory = z.input<typeof Story>;
export type SentStoryDetail = z.input<typeof StoryDetail>;
export type SentStoryMention = z.input<typeof StoryMention>;
export type SentStoryDecision = z.input<typeof StoryDecision>;
