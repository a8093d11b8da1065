import type { TagLine } from "../../contract/tag.ts";

/** A tag, and how deep it stands under others. */
export type TreeLine = { tag: TagLine; depth: number };

/** Tags in the order of a tree: each followed by those that stand under it. */
export function treeLines(tags: readonly TagLine[]): TreeLine[] {
  const children = Map.groupBy(tags, ({ parentId }) => parentId);
  const lines: TreeLine[] = [];
  const walk = (parentId: string | null, depth: number): void => {
    for (const tag of children.get(parentId) ?? []) {
      lines.push({ tag, depth });
      if (tag.id !== null) walk(tag.id, depth + 1);
    }
  };
  walk(null, 0);
  return lines;
}

/** The tags under which a tag may stand: not itself, and none that stands under it. */
export function possibleParents(tags: readonly TagLine[], id: string | null): TreeLine[] {
  const arranged = tags.filter((tag) => tag.id !== null);
  if (id === null) return treeLines(arranged);
  const below = new Set([id]);
  for (const { tag } of treeLines(arranged))
    if (tag.id !== null && tag.parentId !== null && below.has(tag.parentId)) below.add(tag.id);
  return treeLines(arranged.filter((tag) => tag.id !== null && !below.has(tag.id)));
}
