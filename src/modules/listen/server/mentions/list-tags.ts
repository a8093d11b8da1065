import type { RequestContext } from "#platform/http/request-context.ts";
import { countTags } from "../tags/count-tags.ts";
import { withMentions } from "./tables.ts";

/** An officer sees which tags the office uses, the most used first. */
export async function listTags(
  context: Pick<RequestContext, "db" | "workspaceId">,
): Promise<{ items: { tag: string; count: number }[] }> {
  const uses = [...(await countTags(withMentions(context.db), context.workspaceId)).values()];
  uses.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  return { items: uses.map(({ name, count }) => ({ tag: name, count })) };
}
