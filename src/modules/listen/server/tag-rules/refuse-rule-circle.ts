import { AppError } from "#shared/app-error.ts";
import { readTagBook } from "../tags/tag-book.ts";
import type { TagDb } from "../tags/tag-tables.ts";
import { readAskedRules } from "./read-rule-set.ts";
import { ruleLevels } from "./rule-levels.ts";

const namedRules = 4;

/**
 * Rules may ask for the tags that other rules give, but never in a circle: then none could be asked first. Paused ones
 * count, so that none closes a circle by going on.
 * @throws AppError `conflict` that names the rules
 */
export async function refuseRuleCircle(tx: TagDb, workspaceId: string): Promise<void> {
  const book = await readTagBook(tx, workspaceId);
  const { circle } = ruleLevels(await readAskedRules(tx, workspaceId, book), book);
  if (circle.length === 0) return;
  const names = circle.slice(0, namedRules).map(({ name }) => `“${name}”`);
  throw new AppError("conflict", "listen.tag_rule_circle", { rules: names.join(", ") });
}
