import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import { MentionAnalysis, ToneCounts } from "./analysis.ts";
import { CopyCount } from "./copy-count.ts";
import { CoveredCount, revealOperation, shownWords } from "./personal-data.ts";

const tags = ["mentions"];

/** Where something was said. */
export const channel = z.enum([
  "news",
  "blog",
  "x",
  "facebook",
  "instagram",
  "threads",
  "tiktok",
  "youtube",
  "bluesky",
  "mastodon",
  "telegram",
  "forum",
  "print",
  "tv",
  "radio",
  "field",
  "mail",
  "other",
]);
export type Channel = z.infer<typeof channel>;

/** How exactly the time of publication is known. `received` = unknown, the time of receipt stands in. */
export const timePrecision = z.enum(["minute", "day", "received"]);

export const Engagement = z.object({
  likes: z.number().nullable(),
  replies: z.number().nullable(),
  shares: z.number().nullable(),
  views: z.number().nullable(),
});

export const Attachment = z.object({
  id,
  name: shownWords,
  mediaType: z.string(),
  bytes: z.number(),
  /** Null where the reader may not open it: in a scan nothing can be covered. */
  url: z.string().nullable(),
});

export const MentionSummary = z.object({
  id,
  channel,
  outlet: z.string(),
  author: shownWords.nullable(),
  /** Null also where the address itself holds personal data that is covered. */
  url: shownWords.nullable(),
  title: shownWords,
  excerpt: shownWords,
  language: z.string(),
  publishedAt: instant,
  timePrecision,
  receivedAt: instant,
  imageUrl: shownWords.nullable(),
  tags: z.array(z.string()),
  /** The monitors that find it. */
  monitorIds: z.array(id),
  noteCount: z.number(),
  versionCount: z.number(),
  isRead: z.boolean(),
  isGone: z.boolean(),
  /** Null where no copy of it was found. */
  copies: CopyCount.nullable(),
  /** Null until the mention was analysed. */
  analysis: MentionAnalysis.nullable(),
});
export type MentionSummary = z.infer<typeof MentionSummary>;
/** As the server sends it: with words that went through a veil. */
export type SentSummary = z.input<typeof MentionSummary>;

export const MentionVersion = z.object({
  number: z.number(),
  seenAt: instant,
  title: shownWords,
  text: shownWords,
});
export const MentionOrigin = z.object({
  /** null = clipped by hand. */
  sourceId: id.nullable(),
  sourceTitle: z.string(),
  /** Whether the source is still among those of the desk. */
  isFollowed: z.boolean(),
  externalId: shownWords,
  receivedAt: instant,
});
export const MentionNote = z.object({
  id,
  text: shownWords,
  authorName: z.string(),
  isMine: z.boolean(),
  createdAt: instant,
});
export type MentionNote = z.infer<typeof MentionNote>;
export type SentNote = z.input<typeof MentionNote>;

export const Mention = MentionSummary.extend({
  text: shownWords,
  /** Tags that a rule gave, and the rule. */
  ruleTags: z.array(z.object({ tag: z.string(), rule: z.string() })),
  /** What is covered in title and text, by kind; empty where nothing is. */
  covered: z.array(CoveredCount),
  engagement: Engagement.nullable(),
  /** When these figures were received; null without any. */
  engagementAt: instant.nullable(),
  parentId: id.nullable(),
  /** Null also where the network's name for it is personal data that is covered. */
  threadId: shownWords.nullable(),
  /** Clips only: page of a paper, minute of a broadcast. */
  place: shownWords.nullable(),
  attachments: z.array(Attachment),
  versions: z.array(MentionVersion),
  origins: z.array(MentionOrigin),
  notes: z.array(MentionNote),
});
export type Mention = z.infer<typeof Mention>;
export type SentMention = z.input<typeof Mention>;

/** A query in the one query language; see docs/query-language.md. Empty means everything. */
export const queryText = z.string().max(10_000).default("");

const changed = z.object({
  changed: z.number(),
  /** Hand this to `undoChange` to take the act back. */
  changeId: id,
});

/** Which mentions an act is about: a list of ids, or everything a query finds (at most 50,000). */
export const MentionSelection = z.union([
  z.object({ ids: z.array(id).min(1).max(1000) }),
  z.object({ q: queryText, limit: z.number().int().min(1).max(50_000).default(50_000) }),
]);

export const mentionContract = {
  searchMentions: operation("mentions.read")
    .route({ method: "GET", path: "/listen/mentions", tags, summary: "Search what was said" })
    .input(
      z.object({
        q: queryText,
        sort: z.enum(["newest", "oldest", "relevance"]).default("newest"),
        /** `together`: of copies that the query finds only the one that comes first in this order. */
        copies: z.enum(["apart", "together"]).default("apart"),
        ...pageInput,
      }),
    )
    .output(pageOf(MentionSummary).extend({ tookMs: z.number() })),
  summarizeMentions: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/mentions/summary",
      tags,
      summary: "Count what a query finds: total, facets, and a histogram",
    })
    .input(z.object({ q: queryText, bucket: z.enum(["auto", "hour", "day", "month"]).default("auto") }))
    .output(
      z.object({
        total: z.number(),
        /** False when `total` and the facets are an estimate; `method` then says how they were counted. */
        isExact: z.boolean(),
        method: z.enum(["counted", "rollup", "sampled"]),
        bucket: z.enum(["hour", "day", "month"]),
        /** Whether tones, intents, hostility and places are an estimate, also where the total is not. */
        areTraitsExact: z.boolean(),
        histogram: z.array(z.object({ at: instant, count: z.number(), tones: ToneCounts })),
        facets: z.object({
          outlet: z.array(z.object({ value: z.string(), count: z.number() })),
          channel: z.array(z.object({ value: z.string(), count: z.number() })),
          lang: z.array(z.object({ value: z.string(), count: z.number() })),
          tag: z.array(z.object({ value: z.string(), count: z.number() })),
          tone: z.array(z.object({ value: z.string(), count: z.number() })),
          intent: z.array(z.object({ value: z.string(), count: z.number() })),
          /** Mentions of exactly this degree. */
          hostile: z.array(z.object({ value: z.string(), count: z.number() })),
          /** Provinces and regencies by their codes; all of them, a regency also counts for its province. */
          place: z.array(z.object({ value: z.string(), count: z.number() })),
        }),
        tookMs: z.number(),
      }),
    ),
  getMention: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/mentions/{id}",
      tags,
      summary: "One mention with its versions, origins and notes",
    })
    .input(z.object({ id }))
    .output(Mention),
  revealMention: revealOperation.output(Mention),
  checkMention: operation("mentions.clip")
    .route({
      method: "POST",
      path: "/listen/mentions/{id}/check",
      tags,
      summary: "Look whether a mention is still there at its address, and mark it when it is gone",
    })
    .input(z.object({ id }))
    .output(z.object({ outcome: z.enum(["there", "gone", "moved", "unknown"]) })),
  markMentionsRead: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/mentions/read",
      tags,
      summary: "Mark mentions as read by you, or unread",
    })
    .input(z.object({ ids: z.array(id).min(1).max(1000), isRead: z.boolean().default(true) }))
    .output(z.object({ changed: z.number() })),
  tagMentions: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/mentions/tags",
      tags,
      summary: "Add and remove tags on many mentions at once",
    })
    .input(
      z.object({
        selection: MentionSelection,
        add: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
        remove: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
      }),
    )
    .output(changed),
  undoChange: operation("mentions.tag")
    .route({
      method: "POST",
      path: "/listen/changes/{id}/undo",
      tags,
      summary: "Take back a tagging or note act of yours",
    })
    .input(z.object({ id }))
    .output(z.object({ changed: z.number() })),
  listTags: operation("mentions.read")
    .route({ method: "GET", path: "/listen/tags", tags, summary: "Tags in use, with counts" })
    .output(z.object({ items: z.array(z.object({ tag: z.string(), count: z.number() })) })),
  addNote: operation("mentions.tag", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/mentions/{id}/notes",
      tags,
      summary: "Write a note on a mention",
      successStatus: 201,
    })
    .input(z.object({ id, text: z.string().trim().min(1).max(5000) }))
    .output(MentionNote),
  removeNote: operation("mentions.tag")
    .route({
      method: "DELETE",
      path: "/listen/notes/{id}",
      tags,
      summary: "Remove a note of yours",
      successStatus: 204,
    })
    .input(z.object({ id })),
};
