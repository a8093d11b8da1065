import { type RawBuilder, sql } from "kysely";
import type { QueryPlan } from "#text/query/to-ts-query.ts";
import type { FieldNode } from "#text/query/tree.ts";

/**
 * A plan, apart from the times it demands, as a condition on a row of `mention_count` called `counts`; null when it asks
 * for anything that the counts do not tell apart.
 */
export function countCondition(plan: QueryPlan): RawBuilder<boolean> | null {
  if (plan.kind === "time") return sql`true`;
  if (plan.kind === "and")
    return joined(
      "and",
      plan.children.filter((child) => child.kind !== "time"),
    );
  return untimed(plan);
}

function untimed(plan: QueryPlan): RawBuilder<boolean> | null {
  switch (plan.kind) {
    case "all":
      return sql`true`;
    case "field":
      return fieldCondition(plan);
    case "not": {
      const child = untimed(plan.child);
      return child === null ? null : sql`not (${child})`;
    }
    case "and":
    case "or":
      return joined(plan.kind, plan.children);
    default:
      return null;
  }
}

function joined(kind: "and" | "or", plans: readonly QueryPlan[]): RawBuilder<boolean> | null {
  const conditions = plans.map(untimed);
  const known = conditions.filter((condition) => condition !== null);
  if (known.length < conditions.length) return null;
  return known.length === 0 ? sql`true` : sql`(${sql.join(known, sql.raw(` ${kind} `))})`;
}

function fieldCondition(node: FieldNode): RawBuilder<boolean> | null {
  if (node.field === "channel") return matched("channel", node);
  if (node.field === "lang") return matched("language", node);
  // A name with a dot may be the host of an address, and "med*" the beginning of one; counts know names only.
  if (node.field === "outlet" && node.match === "equals" && !node.value.includes("."))
    return matched("outlet_key", node);
  return null;
}

function matched(column: string, node: FieldNode): RawBuilder<boolean> {
  const value = sql.ref(`counts.${column}`);
  if (node.match === "present") return sql`${value} <> ''`;
  return node.match === "equals" ? sql`${value} = ${node.value}` : sql`starts_with(${value}, ${node.value})`;
}
