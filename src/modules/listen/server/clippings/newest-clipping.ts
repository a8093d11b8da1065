import type { Db } from "#platform/db/database.ts";
import { countStories } from "./clipping-store.ts";
import { withClippings } from "./clipping-tables.ts";

/** A clipping as the demo names it. */
export type NewestClipping = {
  id: string;
  name: string;
  until: Date;
  mentions: number;
  stories: number;
  /** The headline of its first line; null on a day with nothing. */
  lead: string | null;
};

/** The last clipping that was made at its hour; null before the first. */
export async function newestClipping(db: Db, workspaceId: string): Promise<NewestClipping | null> {
  const row = await withClippings(db)
    .selectFrom("listen.clipping")
    .select(["id", "name", "until_at", "content"])
    .where("workspace_id", "=", workspaceId)
    .where("due_at", "is not", null)
    .orderBy("until_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { id, name, until_at: until, content } = row;
  const [first] = content.sections.flatMap(({ items }) => items);
  return {
    id,
    name,
    until,
    mentions: content.figures.mentions,
    stories: countStories(content),
    lead: first?.title ?? null,
  };
}
