import type { RequestContext } from "#platform/http/request-context.ts";
import type { TagRule } from "../../contract/tag-rule.ts";
import { withTags } from "../tags/tag-tables.ts";
import { selectTagRules } from "./tag-rule-store.ts";

/** An officer sees which tags are given by themselves, by what, and how often. */
export async function listTagRules({
  db,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<{ items: TagRule[] }> {
  return { items: await selectTagRules(withTags(db), workspaceId, now()) };
}
