import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { MonitorColour } from "../../contract/monitor.ts";
import type { Trend } from "../../contract/trend.ts";
import { DeskLink } from "../desk-link.tsx";
import { MonitorMark } from "../monitors/monitor-mark.tsx";
import { newsmakerPath } from "../newsmakers/newsmaker-path.ts";
import css from "./trends.module.css";

const colours: readonly MonitorColour[] = ["1", "2", "3", "4", "5"];

/** What a trend is called, what goes with it and where it was seen first; a press opens its mentions. */
export function TrendName({
  trend,
  name,
  at,
  query,
}: {
  trend: Pick<Trend, "kind" | "key" | "beside" | "first">;
  name: string;
  /** Its place in the list: the first ones have the colour of their curve. */
  at: number;
  query: string;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { kind, key, beside, first } = trend;
  const colour = colours[at];
  return (
    <div className={css["name"]}>
      <h3>
        {colour === undefined ? null : <MonitorMark colour={colour} />}
        <DeskLink to="/aliran" search={{ q: query }}>
          {name}
        </DeskLink>
      </h3>
      {beside.length === 0 ? null : <p>{t("trends.beside", { words: beside.join(" · ") })}</p>}
      <p>
        <DeskLink to="/aliran" search={{ q: query, sel: first.id }}>
          {t("trends.first", {
            date: format.dateShort(first.at),
            time: format.time(first.at),
            outlet: first.outlet,
          })}
        </DeskLink>
        {kind === "person" || kind === "organisation" ? (
          <>
            {" · "}
            <DeskLink to={newsmakerPath({ kind, key })}>{t("trends.newsmaker")}</DeskLink>
          </>
        ) : null}
      </p>
    </div>
  );
}
