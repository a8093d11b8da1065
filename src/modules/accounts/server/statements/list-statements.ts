import { z } from "zod";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { FollowedPage } from "../../contract/followed-pages.ts";
import type { Statement } from "../../contract/statements.ts";
import { readFollowedPages } from "../followed-pages/follow-page.ts";
import { readOverdue } from "./read-overdue.ts";
import { countStatements, readStatements, type StatementView } from "./statement-store.ts";

/** Where a page ended: when a statement was kept, and its id. */
const place = z.tuple([z.iso.datetime(), z.uuid()]);

type StatementList = Page<Statement> & {
  counts: Record<StatementView, number>;
  pages: FollowedPage[];
  overdue: { count: number; since: string } | null;
};

/** A PR officer sees what went out through the office's accounts, what waits and what needs them. */
export async function listStatements(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  input: { view: StatementView; accountId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<StatementList> {
  const before = place.safeParse(readCursor(input.cursor ?? "")).data;
  const items = await readStatements(
    db,
    workspaceId,
    {
      view: input.view,
      accountId: input.accountId,
      ...(before && { before: { at: new Date(before[0]), id: before[1] } }),
      limit: input.limit + 1,
    },
    now(),
  );
  const page = items.slice(0, input.limit);
  const last = page.at(-1);
  const [overdue] = await readOverdue(db, now(), workspaceId);
  const hasMore = items.length > page.length && last !== undefined;
  return {
    items: page,
    nextCursor: hasMore ? writeCursor([last.createdAt, last.id]) : null,
    counts: await countStatements(db, workspaceId, input.accountId),
    pages: await readFollowedPages(
      db,
      workspaceId,
      page.map(({ id }) => id),
    ),
    overdue: overdue ? { count: overdue.count, since: overdue.since.toISOString() } : null,
  };
}
