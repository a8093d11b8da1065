import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type Agreement, intent, tone } from "../../contract/analysis.ts";
import { withMentions } from "../mentions/tables.ts";
import { measureAgreement } from "./measure-agreement.ts";

export type CodedTrait = "tone" | "intent";
const labelsOf = { tone: tone.options, intent: intent.options } as const;

type Agreements = {
  engine: Agreement;
  people: (Agreement & { first: string; second: string })[];
  corrections: number;
};
type Reading = {
  mention_id: string;
  judge_id: string | null;
  judge_name: string;
  value: string;
  engine_value: string | null;
};

/**
 * Whoever wants to know how far the engine can be trusted sees how often it agrees with people who read without knowing
 * its word, and how often any two of them agree, which is as much as an engine can reach.
 */
export async function getAgreement(
  context: Pick<RequestContext, "db" | "workspaceId">,
  input: { trait: CodedTrait },
): Promise<Agreements> {
  const db = withMentions(context.db);
  const { trait } = input;
  const labels = labelsOf[trait];
  const readings: Reading[] = await db
    .selectFrom("listen.judgement")
    .select(["mention_id", "judge_id", "judge_name", "value", "engine_value"])
    .where("workspace_id", "=", context.workspaceId)
    .where("trait", "=", trait)
    .where("is_blind", "=", true)
    .where("undone_at", "is", null)
    .orderBy("seq")
    .execute();
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from listen.judgement where workspace_id = ${context.workspaceId}::uuid
      and trait = ${trait} and not is_blind and undone_at is null and value is distinct from engine_value`.execute(
    db,
  );
  return {
    engine: measureAgreement(
      labels,
      readings.flatMap(({ engine_value, value }) =>
        engine_value === null ? [] : [[engine_value, value] as const],
      ),
    ),
    people: agreementsOf(readings, labels),
    corrections: rows[0]?.count ?? 0,
  };
}

/** Every two people who have read the same texts, by name. */
function agreementsOf(readings: readonly Reading[], labels: readonly string[]): Agreements["people"] {
  const names = new Map<string, string>();
  const shared = new Map<string, { first: string; second: string; pairs: [string, string][] }>();
  for (const { judge_id, judge_name } of readings) names.set(judge_id ?? "", judge_name);
  const nameOf = (judge: string): string => names.get(judge) ?? "";
  const order = (a: string, b: string): number =>
    nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a < b ? -1 : 1;
  for (const same of Map.groupBy(readings, ({ mention_id }) => mention_id).values()) {
    const values = new Map(same.map(({ judge_id, value }) => [judge_id ?? "", value]));
    const judges = [...values.keys()].sort(order);
    for (const [at, first] of judges.entries())
      for (const second of judges.slice(at + 1)) {
        const key = `${first} ${second}`;
        const pair = shared.get(key) ?? { first, second, pairs: [] };
        pair.pairs.push([values.get(first) ?? "", values.get(second) ?? ""]);
        shared.set(key, pair);
      }
  }
  return [...shared.values()]
    .sort((a, b) => order(a.first, b.first) || order(a.second, b.second))
    .map(({ first, second, pairs }) => ({
      ...measureAgreement(labels, pairs),
      first: nameOf(first),
      second: nameOf(second),
    }));
}
