import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { Sentence } from "./accounts.ts";

const tags = ["accounts"];

/** So many hours after it was sent the numbers of a statement are read by themselves: an hour, a day, a week, thirty days. */
export const insightHours = [1, 24, 168, 720] as const;

/** A person may have them read anew so long after the last time, in milliseconds. */
export const insightPauseMs = 5 * 60_000;

/** One measured number, under the network's own name and in words. */
export const InsightMetric = z.object({ name: z.string(), label: Sentence, value: z.number() });
export type InsightMetric = z.infer<typeof InsightMetric>;

/** Why numbers cannot be read. `network`: it counts nothing or shows it to nobody; its own words stand beside. */
export const insightObstacles = ["network", "private", "address_only"] as const;

/** What became of one statement. */
export const StatementInsights = z.object({
  statementId: id,
  /** The oldest first, at most the twenty newest. */
  readings: z.array(z.object({ readAt: instant, metrics: z.array(InsightMetric) })),
  /** When they are read next by themselves; null when they are not any more. */
  nextAt: instant.nullable(),
  /** The network did not know the post when it was last asked. */
  missingSince: instant.nullable(),
  cannot: z.enum(insightObstacles).nullable(),
  networkWords: Sentence.nullable(),
});
export type StatementInsights = z.infer<typeof StatementInsights>;

/** What a network says of an account, a day at a time. */
export const AccountInsights = z.object({
  accountId: id,
  readAt: instant.nullable(),
  metrics: z.array(
    InsightMetric.extend({
      /** Seven days before; null where nothing was read then. */
      weekBefore: z.number().nullable(),
      /** The last thirty days, the oldest first; null where nothing was read. */
      days: z.array(z.number().nullable()),
    }),
  ),
  /** Why there is nothing, in the network's words; null where it counts. */
  networkWords: Sentence.nullable(),
});
export type AccountInsights = z.infer<typeof AccountInsights>;

const uuid = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";

export const insightContract = {
  listStatementInsights: operation("statements.send")
    .route({
      method: "GET",
      path: "/accounts/statement-insights",
      tags,
      summary: "What became of statements: numbers by the networks' own names, and why there are none",
    })
    .input(
      z.object({
        /** Ids of statements, parted by commas; a hundred at most. */
        ids: z.string().regex(new RegExp(`^${uuid}(?:,${uuid}){0,99}$`)),
      }),
    )
    .output(z.object({ items: z.array(StatementInsights) })),
  readStatementInsights: operation("statements.send")
    .route({
      method: "POST",
      path: "/accounts/statements/{id}/insights",
      tags,
      summary:
        "Read the numbers of a statement now; within five minutes of the last time, what was read then",
    })
    .input(z.object({ id }))
    .output(StatementInsights),
  listAccountInsights: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/insights",
      tags,
      summary: "What the networks say of the office's accounts, with the last thirty days",
    })
    .output(z.object({ items: z.array(AccountInsights) })),
};
