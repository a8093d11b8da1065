import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { drawRanks } from "#web/kit/chart/draw-ranks.ts";
import { frameDrawing } from "#web/kit/chart/frame-drawing.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { readChartTokens } from "#web/theme/echarts-theme.ts";
import type { Overview } from "../../contract/overview.ts";
import { RankedOutlets } from "./ranked-outlets.tsx";

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
      <RankedOutlets
        outlets={outlets.map(({ outlet, count }) => ({ name: outlet, count }))}
        total={total}
        query={`since:${hours}h`}
      />
    </RuledSection>
  );
}
