import type { z } from "zod";
import type { Channel, Engagement, timePrecision } from "../../contract/mentions.ts";

/**
 * One thing somebody said, as an intake (feed, site, file, clip) hands it over, before it has an id. Texts are plain
 * text: markup was removed on the way in.
 */
export type MentionDraft = {
  /** The source it came by; null for a clip made by hand. */
  sourceId: string | null;
  sourceTitle: string;
  /** The source's own name for it: guid, platform id (a string, also when it is a number of 64 bits), or a row's key. */
  externalId: string;
  /** Canonical address, tracking stripped. With one, the same article from two sources is one mention. */
  url: string | null;
  channel: Channel;
  outlet: string;
  author: string | null;
  title: string;
  text: string;
  /** Two or three letters; null = let the store decide. */
  language: string | null;
  publishedAt: Date;
  timePrecision: z.infer<typeof timePrecision>;
  imageUrl: string | null;
  engagement: z.infer<typeof Engagement> | null;
  parentExternalId: string | null;
  threadId: string | null;
  /** Clips: page of a paper, minute of a broadcast. */
  place: string | null;
  tags: readonly string[];
  attachmentIds: readonly string[];
  /** The record as it came, for whoever doubts our reading of it. */
  raw: Record<string, unknown> | null;
};

export type StoredBatch = {
  /** Ids in the order of the drafts, also for those already known. */
  ids: string[];
  fresh: number;
  known: number;
  /** Known ones whose title or text had changed: a version was added. */
  edited: number;
};
