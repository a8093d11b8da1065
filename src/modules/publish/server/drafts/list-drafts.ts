import { z } from "zod";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { Draft } from "../../contract/drafts.ts";
import type { ActContext, PublishParts } from "../parts.ts";
import { readDrafts } from "./draft-store.ts";

/** Where a page ended: when a draft was changed, and its id. */
const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** A PR officer sees what the office is going to say, and how far each variant of it came. */
export async function listDrafts(
  { db, workspaceId, actor }: Pick<ActContext, "db" | "workspaceId" | "actor">,
  input: { cursor?: string | undefined; limit: number },
  { speaking }: Pick<PublishParts, "speaking">,
): Promise<Page<Draft>> {
  const before = place.safeParse(readCursor(input.cursor ?? "")).data;
  const found = await readDrafts(
    db,
    workspaceId,
    { actor, speaking },
    {
      ...(before && { before: { at: new Date(before[0]), id: before[1] } }),
      limit: input.limit + 1,
    },
  );
  const items = found.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      found.length > items.length && last !== undefined ? writeCursor([last.updatedAt, last.id]) : null,
  };
}
