import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Sparkline } from "#web/kit/sparkline.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { StatementInsights as Insights } from "../../contract/insights.ts";
import { accounts } from "../accounts-api.ts";
import { useSentence } from "../list/use-sentence.ts";
import css from "./insights.module.css";

/** What became of one statement: its numbers with how they grew, when they are read next, or why there are none. */
export function StatementInsights({ insights }: { insights: Insights }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  if (insights.cannot !== null)
    return (
      <details className={css["none"]}>
        <summary>{t("insights.none")}</summary>
        <p>
          {t(`insights.cannot.${insights.cannot}`)}{" "}
          {insights.cannot === "network" && insights.networkWords !== null
            ? say(insights.networkWords)
            : null}
        </p>
      </details>
    );
  return (
    <section className={css["insights"]} aria-label={t("insights.title")}>
      <Latest insights={insights} />
      <Reading insights={insights} />
      <OverTime insights={insights} />
    </section>
  );
}

/** The newest number of each kind, and a small picture of how it came to that. */
function Latest({ insights: { readings } }: { insights: Insights }) {
  const say = useSentence();
  const format = useFormat();
  const last = readings.at(-1);
  if (!last) return null;
  return (
    <dl className={css["numbers"]}>
      {last.metrics.map(({ name, label, value }) => (
        <div key={name}>
          <dt>{say(label)}</dt>
          <dd>
            {format.number(value)}
            {readings.length > 1 ? (
              <Sparkline
                kind="bars"
                width={readings.length * 8}
                height={16}
                values={seriesOf(readings, name)}
              />
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** When it was read, when it is read again, and the button for those who cannot wait. */
function Reading({ insights }: { insights: Insights }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const { statementId, readings, nextAt, missingSince } = insights;
  const read = useMutation({
    mutationFn: () => accounts.client.readStatementInsights({ id: statementId }),
    onSettled: () => queries.invalidateQueries({ queryKey: accounts.queries.listStatementInsights.key() }),
  });
  const last = readings.at(-1);
  return (
    <div className={css["reading"]}>
      {missingSince === null ? null : (
        <span data-bad>
          {t("insights.missing")} <TimeText at={missingSince} look="dateTime" />
        </span>
      )}
      {last === undefined ? null : (
        <span>
          {t("insights.read_at")} <TimeText at={last.readAt} look="dateTime" />
        </span>
      )}
      {nextAt === null ? null : (
        <span>
          {t(last === undefined ? "insights.first_at" : "insights.next_at")}{" "}
          <TimeText at={nextAt} look="dateTime" />
        </span>
      )}
      <Button kind="ghost" size="small" isBusy={read.isPending} onClick={() => read.mutate()}>
        {t("insights.read_now")}
      </Button>
      {read.isError ? <ErrorNote error={read.error} /> : null}
    </div>
  );
}

/** Every reading in a table, for those who do not see the picture or want the numbers. */
function OverTime({ insights: { readings } }: { insights: Insights }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const format = useFormat();
  const last = readings.at(-1);
  if (!last || readings.length < 2) return null;
  return (
    <details className={css["none"]}>
      <summary>{t("insights.over_time")}</summary>
      <div className={css["table"]}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("insights.read_on")}</th>
              {last.metrics.map(({ name, label }) => (
                <th scope="col" key={name}>
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {readings.map(({ readAt, metrics }) => (
              <tr key={readAt}>
                <th scope="row">
                  <TimeText at={readAt} look="dateTime" />
                </th>
                {last.metrics.map(({ name }) => {
                  const found = metrics.find((metric) => metric.name === name);
                  return <td key={name}>{found ? format.number(found.value) : "–"}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const seriesOf = (readings: Insights["readings"], name: string): (number | null)[] =>
  readings.map(({ metrics }) => metrics.find((metric) => metric.name === name)?.value ?? null);
