import { NumberInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Budget } from "../../contract/budgets.ts";
import { accounts } from "../accounts-api.ts";
import css from "./accounts.module.css";

const microUsdPerUsd = 1_000_000;

/** What an account of a network that charges has cost this month, and where it stops. Nothing for the others. */
export function AccountBudget({ accountId }: { accountId: string }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const mayManage = useMay("accounts.manage");
  const query = useQuery(accounts.queries.listBudgets.queryOptions());
  const budget = query.data?.items.find((one) => one.accountId === accountId);
  if (!budget) return null;
  const dollars = (microUsd: number): string =>
    `US$ ${format.number(Math.round(microUsd / (microUsdPerUsd / 100)) / 100)}`;
  const { spentMicroUsd, monthlyMicroUsd, calls, resetsAt } = budget;
  return (
    <div className={css["quota"]}>
      {monthlyMicroUsd === null ? null : (
        <meter
          min={0}
          max={Math.max(monthlyMicroUsd, 1)}
          high={monthlyMicroUsd * 0.8}
          optimum={0}
          value={Math.min(spentMicroUsd, monthlyMicroUsd)}
          aria-label={t("budget.label")}
        />
      )}
      <small>
        {t("budget.spent", { count: calls, number: format.whole(calls), cost: dollars(spentMicroUsd) })}{" "}
        {monthlyMicroUsd === null ? (
          t("budget.no_stop")
        ) : (
          <>
            {t("budget.stop", { cost: dollars(monthlyMicroUsd) })} <TimeText at={resetsAt} look="date" />
          </>
        )}
      </small>
      {mayManage ? <BudgetForm key={String(monthlyMicroUsd)} budget={budget} /> : null}
    </div>
  );
}

function BudgetForm({ budget: { accountId, monthlyMicroUsd } }: { budget: Budget }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const [usd, setUsd] = useState<number | string>(
    monthlyMicroUsd === null ? "" : monthlyMicroUsd / microUsdPerUsd,
  );
  const save = useMutation({
    mutationFn: () =>
      accounts.client.updateBudget({
        id: accountId,
        monthlyMicroUsd: typeof usd === "number" ? Math.round(usd * microUsdPerUsd) : null,
      }),
    onSuccess: () => showToast({ text: t("budget.saved") }),
    onSettled: () => queries.invalidateQueries({ queryKey: accounts.queries.listBudgets.key() }),
  });
  return (
    <details className={css["calls"]}>
      <summary>{t("budget.change")}</summary>
      <Form label={t("budget.change")} onSubmit={() => save.mutate()}>
        <NumberInput
          label={t("budget.monthly")}
          description={t("budget.monthly_help")}
          value={usd}
          onChange={setUsd}
          min={0}
          max={100_000}
          decimalScale={2}
          prefix="US$ "
        />
        {save.isError ? <ErrorNote error={save.error} /> : null}
        <FormActs>
          <Button type="submit" size="small" isBusy={save.isPending}>
            {t("budget.save")}
          </Button>
        </FormActs>
      </Form>
    </details>
  );
}
