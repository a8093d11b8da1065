import { IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Chip } from "#web/kit/chip.tsx";
import { Sparkline } from "#web/kit/sparkline.tsx";
import type { MonitorLine } from "../../contract/monitor.ts";
import { DeskLink } from "../desk-link.tsx";
import css from "./monitor-list.module.css";
import { MonitorMark } from "./monitor-mark.tsx";
import { ToneBar } from "./tone-bar.tsx";
import { queryOfMonitor } from "./use-monitors.ts";

/** Monitors of one folder, a line each: what it is, how much there was, in which tone, and whether it is caught up. */
export function MonitorList({ monitors }: { monitors: readonly MonitorLine[] }) {
  return (
    <ul className={css["list"]}>
      {monitors.map((monitor) => (
        <MonitorRow key={monitor.id} monitor={monitor} />
      ))}
    </ul>
  );
}

function MonitorRow({ monitor }: { monitor: MonitorLine }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { backfill, lastDay, lastWeek, weekBefore } = monitor;
  return (
    <li className={css["row"]} data-paused={monitor.state === "paused" || undefined}>
      <div className={css["who"]}>
        <h3>
          <MonitorMark colour={monitor.colour} />
          <DeskLink to={`/pantauan/${monitor.id}`}>{monitor.name}</DeskLink>
          {monitor.state === "paused" ? (
            <Chip kind="brass" icon={<IconPlayerPause size={13} stroke={1.75} />}>
              {t("monitors.state.paused")}
            </Chip>
          ) : null}
        </h3>
        <p>
          <span>{t(`monitor.kind.${monitor.kind}`)}</span> <code>{monitor.joined}</code>
        </p>
        {backfill === null ? null : <BackfillLine done={backfill.done} total={backfill.total} />}
      </div>
      <p className={css["figure"]}>
        <DeskLink to="/aliran" search={{ q: `${queryOfMonitor(monitor.name)} since:24h` }}>
          <b>{format.whole(lastDay)}</b> <span>{t("monitors.last_day")}</span>
        </DeskLink>
      </p>
      <p className={css["figure"]}>
        <DeskLink to="/aliran" search={{ q: `${queryOfMonitor(monitor.name)} since:168h` }}>
          <b>{format.whole(lastWeek)}</b>{" "}
          <span>
            {t("monitors.last_week")}, {t("monitors.week_before", { number: format.whole(weekBefore) })}
          </span>
        </DeskLink>
      </p>
      <Sparkline values={monitor.sparkline} kind="bars" width={112} height={26} />
      <ToneBar counts={monitor.tones} total={lastWeek} />
    </li>
  );
}

/** How far going through what is stored has come; older figures are not those of the monitor yet. */
export function BackfillLine({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const share = total === 0 ? 1 : Math.min(1, done / total);
  return (
    <span className={css["backfill"]}>
      <progress value={share} aria-label={t("monitors.backfill")} />
      {t("monitors.backfill_of", { done: format.whole(done), total: format.whole(total) })}
    </span>
  );
}
