import { createHash } from "node:crypto";
import { readFeed } from "#connectors/feed/read-feed.ts";
import type { FeedAnswer } from "#connectors/feed/read-feed-body.ts";
import { addressKey } from "#connectors/page/canonical-url.ts";
import type { FetchResult } from "#platform/fetch/safe-fetch.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { findVisits, findWaiting, type ListedArticle, type WaitingArticle } from "./article-visit-store.ts";
import { draftsFromFeed } from "./draft-from-feed.ts";
import {
  failedFinding,
  fetchNotes,
  findingOfStatus,
  gatherNotes,
  goodFinding,
  type PollFinding,
} from "./poll-finding.ts";
import type { Look, PollParts } from "./poll-parts.ts";
import type { SourceRow } from "./poll-store.ts";
import { articlesPerLook, readArticles } from "./read-articles.ts";
import type { OutcomeNote } from "./source-tables.ts";

export const feedHeaders = {
  accept:
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
};

/** Items with less text than this may be the beginning of something longer. */
const wholeTextLength = 1_500;

/**
 * Looks at a feed: asks only whether it changed, reads what is new, and where the source is set to, reads the whole
 * articles behind items that are cut short.
 * @throws FetchError when no answer came
 */
export async function pollFeed(parts: PollParts, source: SourceRow, look: Look): Promise<PollFinding> {
  const answer = await parts.fetch(source.url, {
    headers: feedHeaders,
    lane: source.id,
    signal: look.signal,
    validators: {
      ...(source.etag === null ? {} : { etag: source.etag }),
      ...(source.last_modified === null ? {} : { lastModified: source.last_modified }),
    },
  });
  if (answer.isNotModified) return drain(parts, source, look, unchanged(answer));
  const refusal = findingOfStatus(answer);
  if (refusal) return refusal;
  const bodyHash = createHash("sha256").update(answer.body).digest("hex");
  if (bodyHash === source.body_hash) return drain(parts, source, look, unchanged(answer));
  const read = await readAnswer(answer, look.now, look.signal);
  const finding = findingOfFeed(source, answer, read, look.now);
  return drain(parts, source, look, {
    ...finding,
    ...(finding.isOk
      ? {
          memory: {
            etag: answer.headers["etag"] ?? null,
            lastModified: answer.headers["last-modified"] ?? null,
            bodyHash,
          },
        }
      : {}),
  });
}

function unchanged(answer: FetchResult): PollFinding {
  return goodFinding(0, [], {
    key: "unchanged",
    httpStatus: answer.status,
    notes: fetchNotes(answer),
    ...(answer.permanentUrl === undefined ? {} : { movedTo: answer.permanentUrl }),
  });
}

/**
 * Reads an answer as a feed, in the zone that outlets write their times in.
 * @throws ChildError when it asks for more time or memory than a feed needs
 */
export function readAnswer(answer: FetchResult, now: Date, signal?: AbortSignal): Promise<FeedAnswer> {
  const { body, url, headers } = answer;
  const contentType = headers["content-type"];
  return readFeed(
    { body, url, zone: "Asia/Jakarta", now, ...(contentType === undefined ? {} : { contentType }) },
    signal,
  );
}

/** What a feed's answer says, whoever brought it: we ourselves, or a hub. */
export function findingOfFeed(
  source: SourceRow,
  answer: FetchResult,
  read: FeedAnswer,
  now: Date,
): PollFinding {
  if (read.kind === "none") return notAFeed(read, answer);
  const { feed } = read;
  const { drafts, empty, misdated } = draftsFromFeed(source, feed.items, now);
  const notes = [
    ...fetchNotes(answer),
    ...gatherNotes([...feed.notes, ...feed.items.flatMap((item) => item.notes)]),
    ...counted("item_empty", empty),
    ...counted("date_implausible", misdated),
  ];
  const [hubUrl] = feed.hubUrls;
  return goodFinding(feed.items.length, drafts, {
    httpStatus: answer.status,
    notes,
    publishedAt: drafts
      .filter(({ timePrecision }) => timePrecision !== "received")
      .map(({ publishedAt }) => publishedAt),
    ...(feed.title === undefined ? {} : { title: feed.title.slice(0, 200) }),
    ...(feed.siteUrl === undefined ? {} : { siteUrl: feed.siteUrl }),
    ...(answer.permanentUrl === undefined ? {} : { movedTo: answer.permanentUrl }),
    ...(hubUrl === undefined ? {} : { hub: { hubUrl, topicUrl: feed.selfUrl ?? answer.url } }),
  });
}

const counted = (key: string, count: number): OutcomeNote[] =>
  count === 0 ? [] : [{ key, values: { count, detail: "" } }];

function notAFeed(
  { isPage, offered: [first] }: Extract<FeedAnswer, { kind: "none" }>,
  answer: FetchResult,
): PollFinding {
  const rest = { httpStatus: answer.status, notes: fetchNotes(answer) };
  if (!isPage) return failedFinding("unreadable", {}, rest);
  return first
    ? failedFinding("not_a_feed_but_offers", { url: first.url.slice(0, 500) }, rest)
    : failedFinding("not_a_feed", {}, rest);
}

/** For a source that completes its items: puts those that are cut short into the queue, and reads some of the queue. */
async function drain(
  parts: PollParts,
  source: SourceRow,
  look: Look,
  finding: PollFinding,
): Promise<PollFinding> {
  if (!source.completes_items || !finding.isOk) return finding;
  const whole: MentionDraft[] = [];
  const cut = new Map<string, ListedArticle>();
  for (const draft of finding.drafts) {
    const urlKey = draft.url === null ? undefined : addressKey(draft.url);
    if (draft.url === null || urlKey === undefined || draft.text.length >= wholeTextLength) whole.push(draft);
    else
      cut.set(urlKey, {
        urlKey,
        url: draft.url,
        publishedAt: draft.publishedAt,
        draft,
        draftHash: createHash("sha256").update(draft.title).update("\0").update(draft.text).digest("hex"),
      });
  }
  const known = await findVisits(parts.db, source.id, [...cut.keys()]);
  const isKnown = ({ urlKey, draftHash }: ListedArticle): boolean =>
    known.get(urlKey)?.draftHash === draftHash;
  const listed = [...cut.values()].filter((article) => !isKnown(article));
  const queue = await waitingWith(parts, source.id, listed);
  const read = await readArticles(parts, source, queue, look);
  return {
    ...finding,
    drafts: [...whole, ...read.drafts],
    notes: [...finding.notes, ...read.notes, ...gatherNotes(read.sourceNotes)],
    visits: {
      listed,
      seen: [...cut.values()].filter(isKnown).map(({ urlKey }) => urlKey),
      ended: read.ended,
      failed: read.failed,
    },
  };
}

/** The head of a source's queue once `listed` stands in it: newest first. */
export async function waitingWith(
  parts: PollParts,
  sourceId: string,
  listed: readonly ListedArticle[],
): Promise<WaitingArticle[]> {
  const stored = await findWaiting(parts.db, sourceId, articlesPerLook);
  const renewed = new Set(listed.map(({ urlKey }) => urlKey));
  const all = [
    ...stored.filter(({ urlKey }) => !renewed.has(urlKey)),
    ...listed.map((article) => ({ ...article, tries: 0 })),
  ];
  return all
    .sort((a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0))
    .slice(0, articlesPerLook);
}
