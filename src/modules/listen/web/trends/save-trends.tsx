import { useTranslation } from "react-i18next";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { drawRanks } from "#web/kit/chart/draw-ranks.ts";
import { frameDrawing } from "#web/kit/chart/frame-drawing.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { readChartTokens } from "#web/theme/echarts-theme.ts";

type Row = { name: string; count: number; text: string; more: readonly number[] };

/** Keeps a list of trends as a picture of ranks, or with all its figures as data. */
export function SaveTrends({
  name,
  rows,
  heads,
}: {
  name: string;
  rows: readonly Row[];
  heads: readonly string[];
}) {
  const { t } = useTranslation("listen");
  const draw = () => {
    const tokens = readChartTokens(false);
    return frameDrawing(drawRanks(rows, tokens), {
      caption: name,
      finding: t("trends.deck"),
      colors: tokens,
    });
  };
  return (
    <SaveMenu
      name={name}
      drawing={draw}
      csv={() =>
        csvOf([
          [t("trends.name_column"), t("trends.texts_column"), ...heads],
          ...rows.map((row) => [row.name, row.count, ...row.more]),
        ])
      }
    />
  );
}
