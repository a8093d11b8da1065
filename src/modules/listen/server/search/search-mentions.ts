import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { readCursor, writeCursor } from "#shared/paging.ts";
import type { SentSummary } from "../../contract/mentions.ts";
import { loadSummaries, readerOf } from "../mentions/mention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { openVeil } from "../personal-data/veil.ts";
import { findCopiesTogether } from "./copies-together.ts";
import { findMentions, type Position } from "./find-mentions.ts";
import { readMentionQuery } from "./mention-query.ts";
import { type RankCursor, rankMentions } from "./rank-mentions.ts";

type SearchInput = {
  q: string;
  sort: "newest" | "oldest" | "relevance";
  copies?: "apart" | "together" | undefined;
  cursor?: string | undefined;
  limit: number;
};

/**
 * An officer looks up what was said. Pages follow one another without gap or repetition while new mentions arrive:
 * the cursor holds the place of the last one, not a number of rows. Copies can be one line, that of the copy which comes
 * first in the order asked for.
 */
export async function searchMentions(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: SearchInput,
): Promise<{ items: SentSummary[]; nextCursor: string | null; tookMs: number }> {
  const begun = performance.now();
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const clock = { now: context.now(), zone: context.membership.zone };
  const query = await readMentionQuery(db, workspaceId, input.q, clock);
  const areTogether = input.copies === "together";
  const page: { positions: Position[]; nextCursor: string | null } = { positions: [], nextCursor: null };
  if (input.sort === "relevance") {
    const { items, next } = await rankMentions(
      db,
      workspaceId,
      query,
      readRankCursor(input.cursor),
      input.limit,
      areTogether,
    );
    page.positions = items;
    page.nextCursor =
      next && writeCursor([next.anchor.publishedAt.toISOString(), next.anchor.id, next.score, next.id]);
  } else {
    const options = {
      direction: input.sort,
      after: readTimeCursor(input.cursor),
      limit: input.limit + 1,
    };
    const found = areTogether
      ? await findCopiesTogether(db, workspaceId, query, options)
      : await findMentions(db, workspaceId, query.branches, options);
    page.positions = found.slice(0, input.limit);
    const last = page.positions.at(-1);
    if (last && found.length > input.limit)
      page.nextCursor = writeCursor([last.publishedAt.toISOString(), last.id]);
  }
  const veil = await openVeil(context.db, workspaceId);
  const items = await loadSummaries(db, workspaceId, readerOf(context), page.positions, veil, query.tree);
  return { items, nextCursor: page.nextCursor, tookMs: Math.round(performance.now() - begun) };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function positionIn(at: unknown, id: unknown): Position {
  const publishedAt = new Date(typeof at === "string" ? at : Number.NaN);
  if (Number.isNaN(publishedAt.getTime()) || typeof id !== "string" || !uuid.test(id))
    throw new AppError("invalid", "bad_cursor");
  return { publishedAt, id };
}

function readTimeCursor(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const parts = readCursor(cursor);
  return positionIn(parts?.[0], parts?.[1]);
}

function readRankCursor(cursor: string | undefined): RankCursor | null {
  if (cursor === undefined) return null;
  const [at, anchorId, score, id] = readCursor(cursor) ?? [];
  if (typeof score !== "number" || typeof id !== "string") throw new AppError("invalid", "bad_cursor");
  return { anchor: positionIn(at, anchorId), score, id };
}
