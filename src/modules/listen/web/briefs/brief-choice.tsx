import { MultiSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Segmented } from "#web/kit/segmented.tsx";
import css from "./briefs.module.css";
import { briefSpans, comparisons, type useBriefAddress } from "./use-brief.ts";

/** Of which time and which monitors a brief tells, and with what it is compared. */
export function BriefChoice({
  address: { days, comparison, asked, change },
  monitors,
}: {
  address: ReturnType<typeof useBriefAddress>;
  monitors: readonly { id: string; name: string }[];
}) {
  const { t } = useTranslation("listen");
  const choices = monitors.map(({ id, name }) => ({ value: id, label: name }));
  const idsOf = (list: string | undefined): string[] => (list ? list.split(",") : []);
  const listOf = (ids: readonly string[]): string | undefined =>
    ids.length === 0 ? undefined : ids.join(",");
  const dates = (first: "dari" | "dari2", last: "sampai" | "sampai2") => (
    <>
      <TextInput
        type="date"
        label={t("briefs.first_day")}
        value={asked[first] ?? ""}
        onChange={(event) => change({ [first]: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t("briefs.last_day")}
        value={asked[last] ?? ""}
        min={asked[first]}
        onChange={(event) => change({ [last]: event.currentTarget.value || undefined })}
      />
    </>
  );
  return (
    <div className={css["controls"]}>
      <Segmented
        label={t("briefs.span")}
        value={asked.dari !== undefined ? "own" : days}
        options={[...briefSpans, "own" as const].map((value) => ({
          value,
          label: t(`briefs.spans.${value}`),
        }))}
        onChange={(value) =>
          change(
            value === "own"
              ? { hari: undefined, dari: asked.dari ?? "" }
              : { hari: value === "1" ? undefined : value, dari: undefined, sampai: undefined },
          )
        }
      />
      {days === "own" || asked.dari !== undefined ? dates("dari", "sampai") : null}
      <Segmented
        label={t("briefs.compared")}
        value={comparison}
        options={comparisons.map((value) => ({ value, label: t(`briefs.comparison.${value}`) }))}
        onChange={(value) =>
          change({
            banding: value === "before" ? undefined : value,
            dari2: undefined,
            sampai2: undefined,
            otherIds: undefined,
          })
        }
      />
      {comparison === "period" ? dates("dari2", "sampai2") : null}
      <MultiSelect
        className={css["monitors"] ?? ""}
        label={t("briefs.monitors")}
        placeholder={asked.monitorIds === undefined ? t("briefs.all_monitors") : undefined}
        value={idsOf(asked.monitorIds)}
        data={choices}
        maxValues={50}
        searchable
        onChange={(ids) => change({ monitorIds: listOf(ids) })}
      />
      {comparison === "monitors" ? (
        <MultiSelect
          className={css["monitors"] ?? ""}
          label={t("briefs.with_monitors")}
          value={idsOf(asked.otherIds)}
          data={choices}
          maxValues={50}
          searchable
          onChange={(ids) => change({ banding: "monitors", otherIds: listOf(ids) })}
        />
      ) : null}
    </div>
  );
}
