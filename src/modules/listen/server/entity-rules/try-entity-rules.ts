import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { RuledName } from "../../contract/entity-rules.ts";
import { withMentions } from "../mentions/tables.ts";
import { readOfficeRules } from "./entity-rule-store.ts";

/** Somebody tries a text: for which of its names there are rules, which of them holds, and because of which word. */
export async function tryEntityRules(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  { text }: { text: string },
  analyst: Pick<Analyst, "applyRules">,
): Promise<{ names: RuledName[] }> {
  const rules = await readOfficeRules(withMentions(db), workspaceId);
  if (rules.length === 0) return { names: [] };
  const { entities, undecided } = await analyst.applyRules(text, rules);
  const decided = entities.map(({ start, end, rule, reasons }) => ({
    start,
    end,
    rule,
    reasons: [...reasons],
    failed: [],
  }));
  const open = undecided.map(({ start, end, rules }) => ({
    start,
    end,
    rule: null,
    reasons: [],
    failed: [...rules],
  }));
  return { names: [...decided, ...open].sort((one, other) => one.start - other.start) };
}
