import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { drawRanks } from "#web/kit/chart/draw-ranks.ts";
import { frameDrawing } from "#web/kit/chart/frame-drawing.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { readChartTokens } from "#web/theme/echarts-theme.ts";
import type { Overview } from "../../contract/overview.ts";
import { DeskLink } from "../desk-link.tsx";
import { toggleValue } from "../stream/edit-query.ts";
import css from "./ranked-lines.module.css";

/** Who spoke most, with their share of the whole. */
export function TopOutlets({
  outlets,
  total,
  hours,
}: {
  outlets: Overview["topOutlets"];
  total: number;
  hours: number;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const most = Math.max(1, ...outlets.map((one) => one.count));
  const draw = () => {
    const tokens = readChartTokens(false);
    const rows = outlets.map(({ outlet, count }) => ({ name: outlet, count, text: format.whole(count) }));
    return frameDrawing(drawRanks(rows, tokens), {
      caption: t("home.outlets"),
      finding: t("home.total", {
        span: t(`home.in.${hours}`, { defaultValue: t("home.in.hours", { hours }) }),
      }),
      colors: tokens,
    });
  };
  return (
    <RuledSection
      title={t("home.outlets")}
      aside={
        outlets.length === 0 ? undefined : (
          <SaveMenu
            name={t("home.outlets")}
            drawing={draw}
            csv={() =>
              csvOf([
                [t("home.outlet"), t("chart.mentions")],
                ...outlets.map(({ outlet, count }) => [outlet, count]),
              ])
            }
          />
        )
      }
    >
      {outlets.length === 0 ? <p className={css["none"]}>{t("home.no_outlets")}</p> : null}
      <ol className={css["lines"]}>
        {outlets.slice(0, 8).map((one) => (
          <li key={one.outlet}>
            <DeskLink
              to="/aliran"
              search={{ q: toggleValue(`since:${hours}h`, "outlet", one.outlet) }}
              className={css["name"]}
            >
              {one.outlet}
            </DeskLink>
            <span className={css["beside"]}>
              {format.whole(one.count)}
              {total === 0 ? null : <small>{format.percent(one.count / total)}</small>}
            </span>
            <i aria-hidden="true" style={{ width: `${(one.count / most) * 100}%` }} />
          </li>
        ))}
      </ol>
    </RuledSection>
  );
}
