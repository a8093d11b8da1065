import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Note } from "#web/kit/note.tsx";
import { accounts } from "../accounts-api.ts";
import { costOfMonth } from "./network-wish.ts";

/** What this search would come to in a month, beside what the account has cost already and where it stops. */
export function NetworkEstimate({
  accountId,
  price,
  interval,
}: {
  accountId: string;
  price: number;
  interval: number;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const budgets = useQuery(accounts.queries.listBudgets.queryOptions());
  const budget = budgets.data?.items.find((one) => one.accountId === accountId);
  const { calls, usd } = costOfMonth(price, interval);
  const dollars = (amount: number): string => `US$ ${format.number(Math.round(amount * 100) / 100)}`;
  const stop = budget?.monthlyMicroUsd ?? null;
  return (
    <Note
      kind="brass"
      title={t("sources.network.estimate", { count: calls, number: format.whole(calls), cost: dollars(usd) })}
    >
      {budget === undefined
        ? null
        : t("sources.network.spent", { cost: dollars(budget.spentMicroUsd / 1_000_000) })}{" "}
      {stop === null
        ? t("sources.network.no_stop")
        : t("sources.network.stop", { cost: dollars(stop / 1_000_000) })}
    </Note>
  );
}
