import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { Overview } from "../../contract/overview.ts";
import { standingOf } from "./overview-words.ts";

/** Beranda in a sentence or two that a chief can read: how much, against what is usual, and whether we hear it all. */
export function OverviewSentence({ overview }: { overview: Overview }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { total, usual, sources, hours } = overview;
  const span = t(`home.in.${hours}`, { defaultValue: t("home.in.hours", { hours }) });
  const amount = t(
    `home.lead.${total === 0 && (usual?.high ?? 0) === 0 ? "none" : standingOf(total, usual)}`,
    {
      number: format.whole(total),
      span,
      usual: usual === null ? "" : format.range(usual.low, usual.high),
    },
  );
  const quiet = sources.failing + sources.stopped;
  const hearing =
    sources.active + quiet === 0
      ? t(sources.paused > 0 ? "home.sources.paused" : "home.sources.none")
      : quiet === 0
        ? t("home.sources.all", { count: sources.active, number: format.whole(sources.active) })
        : t("home.sources.some", { count: quiet, number: format.whole(quiet) });
  return (
    <>
      {amount} {hearing}
    </>
  );
}
