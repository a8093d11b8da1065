import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Sparkline } from "#web/kit/sparkline.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Outlet } from "../../contract/outlet.ts";
import { DeskLink } from "../desk-link.tsx";
import { ToneBar } from "../monitors/tone-bar.tsx";
import ranks from "../ranked-list.module.css";
import { type Period, queryWithin } from "../use-period.ts";
import { outletPath } from "./outlet-path.ts";
import css from "./outlets.module.css";
import { ReachText } from "./reach-text.tsx";

/** Outlets or accounts by rank, a line each. Every number opens the mentions behind it. */
export function OutletList({
  outlets,
  period,
  days,
  start,
}: {
  outlets: readonly Outlet[];
  period: Period;
  days: string;
  start: number;
}) {
  const { t } = useTranslation("listen");
  return (
    <ol className={ranks["list"]} aria-label={t("outlets.title")} style={{ counterReset: `rank ${start}` }}>
      {outlets.map((one) => (
        <OutletRow key={one.key} outlet={one} period={period} days={days} />
      ))}
    </ol>
  );
}

function OutletRow({ outlet, period, days }: { outlet: Outlet; period: Period; days: string }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { mentions, before, ours, reach, gap, channels } = outlet;
  return (
    <li>
      <div className={ranks["who"]}>
        <h3>
          <DeskLink to={outletPath(outlet)} search={{ hari: days === "30" ? undefined : days }}>
            {outlet.name}
          </DeskLink>
        </h3>
        {gap === null ? (
          <p>{format.list(channels.map(({ channel }) => t(`channel.${channel}`)))}</p>
        ) : (
          <p className={css["silent"]}>
            {t("outlets.silent_since")} <TimeText at={gap.lastAt} look="dateTime" />
          </p>
        )}
      </div>
      <p className={ranks["figure"]}>
        <DeskLink to="/aliran" search={{ q: queryWithin(outlet.query, period) }}>
          <b>{format.whole(mentions)}</b> <span>{t("outlets.mentions_unit", { count: mentions })}</span>
        </DeskLink>
        <small>{t("chart.before", { number: format.whole(before) })}</small>
      </p>
      <p className={ranks["figure"]}>
        {reach === null ? (
          <span>{t("outlets.reach.unknown")}</span>
        ) : (
          <>
            <b>
              <ReachText reach={reach} />
            </b>
            <small>{t(`outlets.basis.${reach.basis}`)}</small>
          </>
        )}
      </p>
      <p className={ranks["figure"]}>
        {ours === null ? null : (
          <>
            <b>{format.whole(ours.total)}</b> <span>{t("outlets.about_us")}</span>
          </>
        )}
      </p>
      <Sparkline values={outlet.curve} kind="bars" width={104} height={26} />
      {ours === null || ours.total === 0 ? (
        <span className={ranks["quiet"]}>{t("outlets.nothing_about_us")}</span>
      ) : (
        <ToneBar counts={ours.tones} total={ours.total} />
      )}
    </li>
  );
}
