import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Sparkline } from "#web/kit/sparkline.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { accounts } from "../accounts-api.ts";
import { useSentence } from "../list/use-sentence.ts";
import css from "./insights.module.css";

/** How many follow an account and how that changed in a week; nothing until it was read, or where the network tells nothing. */
export function AccountInsights({ accountId }: { accountId: string }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const format = useFormat();
  const query = useQuery(accounts.queries.listAccountInsights.queryOptions({ staleTime: 300_000 }));
  const own = query.data?.items.find((one) => one.accountId === accountId);
  if (!own || own.readAt === null) return null;
  return (
    <section className={css["insights"]} aria-label={t("insights.of_account")}>
      <dl className={css["numbers"]}>
        {own.metrics.map(({ name, label, value, weekBefore, days }) => (
          <div key={name}>
            <dt>{say(label)}</dt>
            <dd>
              {format.number(value)}
              {days.filter((one) => one !== null).length > 1 ? (
                <Sparkline values={days.filter((one) => one !== null)} />
              ) : null}
              {weekBefore === null ? null : (
                <small>
                  {t("insights.in_a_week", {
                    change: `${value < weekBefore ? "−" : "+"}${format.number(Math.abs(value - weekBefore))}`,
                  })}
                </small>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className={css["reading"]}>
        <span>
          {t("insights.read_at")} <TimeText at={own.readAt} look="dateTime" />
        </span>
      </p>
    </section>
  );
}
