import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";

const tags = ["accounts"];

/** Millionths of a US dollar. */
const microUsd = z.number().int().nonnegative();

/** What an account of a network that charges has cost this month (of UTC), and where it stops. */
export const Budget = z.object({
  accountId: id,
  spentMicroUsd: microUsd,
  calls: z.number(),
  /** Null where nobody set a stop. */
  monthlyMicroUsd: microUsd.nullable(),
  resetsAt: instant,
});
export type Budget = z.infer<typeof Budget>;

/** A hundred thousand dollars: more is a slip of the hand. */
const mostMicroUsd = 100_000_000_000;

export const BudgetChange = z.object({ id, monthlyMicroUsd: microUsd.max(mostMicroUsd).nullable() });
export type BudgetChange = z.infer<typeof BudgetChange>;

const minutesOfMonth = (365.25 / 12) * 24 * 60;

/** Calls a month of something that is asked for every so many minutes; a month is the mean one. */
export const callsOfMonth = (intervalMinutes: number): number => Math.ceil(minutesOfMonth / intervalMinutes);

export const budgetContract = {
  listBudgets: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/budgets",
      tags,
      summary: "What accounts of networks that charge have cost this month, and their monthly stops",
    })
    .output(z.object({ items: z.array(Budget) })),
  updateBudget: operation("accounts.manage")
    .route({
      method: "PUT",
      path: "/accounts/{id}/budget",
      tags,
      summary: "Set how much an account may cost in a month; null lifts the stop",
    })
    .input(BudgetChange)
    .output(Budget),
};
