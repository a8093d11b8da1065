import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { DataTable } from "#web/kit/data-table.tsx";
import { Figure, Ledger } from "#web/kit/figure.tsx";
import { ImportField } from "../../contract/imports.ts";
import { refusalKeys } from "../../contract/refusal-keys.ts";
import type { listen } from "../listen-api.ts";
import { useMentionWords } from "../use-mention-words.ts";
import css from "./check-result.module.css";

type Result = Awaited<ReturnType<typeof listen.client.imports.checkImport>>;

/** What a trial of the first rows showed: how many would be taken, why the others not, and how they will look. */
export function CheckResult({ result }: { result: Result }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const refusedRows = new Set(result.refused.map((one) => one.row)).size;
  const share = (count: number) => (result.checked === 0 ? "–" : format.percent(count / result.checked));
  return (
    <>
      <Ledger label={t("imports.check")}>
        <Figure
          label={t("imports.accepted")}
          value={format.whole(result.accepted)}
          comparison={t("imports.of_checked", { share: share(result.accepted) })}
        />
        <Figure
          label={t("imports.known")}
          value={format.whole(result.known)}
          comparison={t("imports.known_help")}
        />
        <Figure
          label={t("imports.refused")}
          value={
            <span className={refusedRows > 0 ? css["bad"] : undefined}>{format.whole(refusedRows)}</span>
          }
          comparison={t("imports.of_checked", { share: share(refusedRows) })}
        />
      </Ledger>
      <div className={css["pair"]}>
        <Sample sample={result.sample} />
        <Refused refused={result.refused} />
      </div>
    </>
  );
}

function Sample({ sample }: { sample: Result["sample"] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { channelName } = useMentionWords();
  if (sample.length === 0) return null;
  return (
    <div>
      <h3 className={css["title"]}>{t("imports.sample")}</h3>
      <ul className={css["sample"]}>
        {sample.slice(0, 6).map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
          <li key={at}>
            <p>
              <b>{one.outlet}</b> {channelName(one.channel)} · {format.dateTime(one.publishedAt)}{" "}
              {format.zoneName}
            </p>
            <p className={css["headline"]}>{one.title}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Refused({ refused }: { refused: Result["refused"] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  if (refused.length === 0) return null;
  const fieldName = (name: string): string => {
    const field = ImportField.safeParse(name);
    return field.success ? t(`imports.field.${field.data}`) : t("imports.whole_row");
  };
  const reason = (key: string): string => {
    const known = refusalKeys.find((one) => one === key);
    return known === undefined ? t("imports.refusal_unknown") : t(`imports.refusal.${known}`);
  };
  return (
    <div>
      <h3 className={css["title"]}>{t("imports.why_refused")}</h3>
      <DataTable
        label={t("imports.why_refused")}
        rows={refused}
        rowKey={(one) => `${one.row} ${one.field} ${one.key}`}
        columns={[
          {
            key: "row",
            title: t("imports.row"),
            value: (one) => format.whole(one.row),
            sort: (one) => one.row,
          },
          { key: "field", title: t("imports.column.field"), value: (one) => fieldName(one.field) },
          {
            key: "reason",
            title: t("imports.column.reason"),
            value: (one) => reason(one.key),
            onPhone: "bare",
          },
          {
            key: "value",
            title: t("imports.column.value"),
            value: (one) => <code className={css["value"]}>{one.value}</code>,
          },
        ]}
      />
    </div>
  );
}
