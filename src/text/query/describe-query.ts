import { lineariseQuery, type QueryStep } from "./linearise-query.ts";
import type { QueryNode, SourceSpan, TimePoint } from "./tree.ts";

/** Message keys of the parts of a query read back in words. */
export const queryPartKeys = [
  "query.read.all",
  "query.read.word",
  "query.read.words",
  "query.read.prefix",
  "query.read.phrase",
  "query.read.hashtag",
  "query.read.mention",
  "query.read.and",
  "query.read.or",
  "query.read.not",
  "query.read.without",
  "query.read.open",
  "query.read.close",
  "query.read.inTitle",
  "query.read.inText",
  "query.read.near",
  "query.read.field",
  "query.read.fieldPrefix",
  "query.read.fieldPresent",
  "query.read.sinceDay",
  "query.read.sinceMonth",
  "query.read.sinceMinute",
  "query.read.sinceHoursAgo",
  "query.read.sinceDaysAgo",
  "query.read.sinceWeeksAgo",
  "query.read.untilDay",
  "query.read.untilMonth",
  "query.read.untilMinute",
  "query.read.untilHoursAgo",
  "query.read.untilDaysAgo",
  "query.read.untilWeeksAgo",
] as const;

export type QueryPartKey = (typeof queryPartKeys)[number];

/** One part of a query read back: a message key and what the message shows. */
export interface QueryPart extends SourceSpan {
  readonly key: QueryPartKey;
  /** `text` of words, `field` and `value`, `distance`, `at` (a day, month or minute), `amount` (hours, days, weeks). */
  readonly values: Readonly<Record<string, string | number>>;
}

type Described = Pick<QueryPart, "key" | "values">;

function describeTime(bound: "since" | "until", at: TimePoint): Described {
  if (at.unit === "ago") {
    const suffix = ({ hour: "HoursAgo", day: "DaysAgo", week: "WeeksAgo" } as const)[at.of];
    return { key: `query.read.${bound}${suffix}`, values: { amount: at.amount } };
  }
  if (at.unit === "day") return { key: `query.read.${bound}Day`, values: { at: at.date } };
  if (at.unit === "month") return { key: `query.read.${bound}Month`, values: { at: at.month } };
  return { key: `query.read.${bound}Minute`, values: { at: at.local } };
}

function describeTerm(step: QueryStep & { kind: "term" }): Described {
  const { kind, text, terms } = step.node;
  if (kind === "phrase") return { key: "query.read.phrase", values: { text } };
  const [first] = terms;
  if (terms.length > 1 || first === undefined) return { key: "query.read.words", values: { text } };
  if (first.isPrefix) return { key: "query.read.prefix", values: { text: text.replace(/\*$/, "") } };
  const mark = first.lexemes[0]?.charAt(0);
  if (mark === "#") return { key: "query.read.hashtag", values: { text } };
  if (mark === "@") return { key: "query.read.mention", values: { text } };
  return { key: "query.read.word", values: { text } };
}

function describeCondition(step: QueryStep & { kind: "condition" }): Described {
  const { node } = step;
  if (node.kind === "time") return describeTime(node.bound, node.at);
  const { field, match, text } = node;
  if (match === "present") return { key: "query.read.fieldPresent", values: { field } };
  if (match === "equals") return { key: "query.read.field", values: { field, value: text } };
  return { key: "query.read.fieldPrefix", values: { field, value: text.slice(0, -1) } };
}

function describeStep(step: QueryStep): Described {
  switch (step.kind) {
    case "term":
      return describeTerm(step);
    case "condition":
      return describeCondition(step);
    case "near":
      return { key: "query.read.near", values: { distance: step.distance } };
    case "scope":
      return { key: step.part === "title" ? "query.read.inTitle" : "query.read.inText", values: {} };
    default:
      return { key: `query.read.${step.kind}`, values: {} };
  }
}

/**
 * A query as parts to be read out in any language, from left to right. "and" followed by "not" is the one part
 * "without", because that is how people say it.
 */
export function describeQuery(tree: QueryNode): QueryPart[] {
  const parts: QueryPart[] = [];
  for (const step of lineariseQuery(tree)) {
    const { start, end } = step;
    if (step.kind === "not" && parts[parts.length - 1]?.key === "query.read.and") {
      parts[parts.length - 1] = { key: "query.read.without", values: {}, start, end };
    } else parts.push({ ...describeStep(step), start, end });
  }
  return parts;
}
