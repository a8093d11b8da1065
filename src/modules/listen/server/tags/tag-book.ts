import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import type { MonitorDb } from "../monitors/monitor-tables.ts";

/** A name and the tag it stands for, as `readTagBook` finds them. */
export type BookedName = { tagId: string; mainId: string; nameKey: string };
export type BookedTag = { id: string; key: string; name: string; parentId: string | null };

/**
 * What the names of tags mean in a workspace. Rows of mentions carry any name that a tag ever had; the book says which
 * tag that is, and which rows a name in a query finds. A name that nobody arranged means itself.
 */
export class TagBook {
  private readonly byName = new Map<string, BookedTag>();
  private readonly namesOf = new Map<string, string[]>();
  private readonly byId = new Map<string, BookedTag>();
  private readonly children = new Map<string, BookedTag[]>();

  /** @param tags those that were not joined with another; @param names also those of joined ones */
  constructor(tags: readonly BookedTag[], names: readonly BookedName[]) {
    for (const tag of tags) {
      this.byId.set(tag.id, tag);
      if (tag.parentId !== null) push(this.children, tag.parentId, tag);
    }
    for (const { nameKey, mainId } of names) {
      const tag = this.byId.get(mainId);
      if (!tag) continue;
      this.byName.set(nameKey, tag);
      push(this.namesOf, tag.id, nameKey);
    }
  }

  /** The key by which a tag is known, whatever name it goes by. */
  keyOf(nameKey: string): string {
    return this.byName.get(nameKey)?.key ?? nameKey;
  }

  /** What the tag is called now; undefined when nobody arranged it. */
  nameOf(nameKey: string): string | undefined {
    return this.byName.get(nameKey)?.name;
  }

  /** All names of the same tag. */
  allNames(nameKey: string): string[] {
    const tag = this.byName.get(nameKey);
    return tag ? (this.namesOf.get(tag.id) ?? []) : [nameKey];
  }

  /** Names that stand for a tag beside its key, with that key. */
  otherNames(): { name: string; key: string }[] {
    return [...this.byName].flatMap(([name, { key }]) => (name === key ? [] : [{ name, key }]));
  }

  /** Every name by which a query finds a mention that has this tag: its own, and those of the tags it stands under. */
  answersTo(nameKey: string): string[] {
    const found = new Set<string>();
    const names = [nameKey];
    const seen = new Set<string>();
    for (let tag = this.byName.get(nameKey); tag && !seen.has(tag.id); ) {
      seen.add(tag.id);
      names.push(...(this.namesOf.get(tag.id) ?? []));
      tag = tag.parentId === null ? undefined : this.byId.get(tag.parentId);
    }
    for (const name of names) found.add(name);
    return [...found];
  }

  /** The other way round: the names that rows may carry which a name in a query, or the beginning of one, finds. */
  rowsOf(nameKey: string, isBeginning: boolean): string[] {
    const found = new Set([nameKey]);
    const meant = isBeginning
      ? [...this.byName].filter(([name]) => name.startsWith(nameKey)).map(([, tag]) => tag)
      : [this.byName.get(nameKey)];
    const seen = new Set<string>();
    const open = meant.filter((tag) => tag !== undefined);
    for (let tag = open.pop(); tag; tag = open.pop()) {
      if (seen.has(tag.id)) continue;
      seen.add(tag.id);
      for (const name of this.namesOf.get(tag.id) ?? []) found.add(name);
      open.push(...(this.children.get(tag.id) ?? []));
    }
    return [...found];
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** What the names of tags mean in a workspace, now. */
export async function readTagBook(db: MentionDb | MonitorDb, workspaceId: string): Promise<TagBook> {
  const tags = await sql<BookedTag>`
    select id, key, name, parent_id as "parentId" from listen.tag
    where workspace_id = ${workspaceId}::uuid and merged_into is null`.execute(db);
  if (tags.rows.length === 0) return new TagBook([], []);
  const names = await sql<BookedName>`
    select tag.id as "tagId", coalesce(tag.merged_into, tag.id) as "mainId", name_key as "nameKey"
    from listen.tag_name as named join listen.tag as tag on tag.id = named.tag_id
    where named.workspace_id = ${workspaceId}::uuid order by name_key`.execute(db);
  return new TagBook(tags.rows, names.rows);
}
