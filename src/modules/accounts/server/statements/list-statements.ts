import { z } from "zod";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { Statement } from "../../contract/statements.ts";
import { countStatements, readStatements, type StatementView } from "./statement-store.ts";

/** Where a page ended: when a statement was kept, and its id. */
const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** A PR officer sees what went out through the office's accounts, what waits and what needs them. */
export async function listStatements(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  input: { view: StatementView; accountId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<Statement> & { counts: Record<StatementView, number> }> {
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
  const hasMore = items.length > page.length && last !== undefined;
  return {
    items: page,
    nextCursor: hasMore ? writeCursor([last.createdAt, last.id]) : null,
    counts: await countStatements(db, workspaceId, input.accountId),
  };
}
