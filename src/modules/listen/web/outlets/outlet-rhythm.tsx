import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { OutletDetail } from "../../contract/outlet.ts";
import { DeskLink } from "../desk-link.tsx";
import css from "./outlets.module.css";
import { useOutletActs } from "./use-outlets.ts";

/** How quickly it is received, what it has from others, by which sources it is heard, and when it was silent. */
export function OutletRhythm({ outlet }: { outlet: OutletDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayWatch = useMay("sources.manage");
  const { update, failure } = useOutletActs(outlet);
  const { delay, copies, sample, sources, gaps, isWatched, kind } = outlet;
  const shared = copies.first + copies.later;
  return (
    <RuledSection title={t("outlets.rhythm")}>
      <ul className={css["facts"]}>
        <li>
          <b>{delay === null ? "–" : format.duration(delay.median * 60)}</b>
          <p>
            {delay === null
              ? t("outlets.delay_unknown")
              : t("outlets.delay", { slow: format.duration(delay.slow * 60) })}
          </p>
        </li>
        <li>
          <b>{format.percent(sample.size === 0 ? 0 : shared / sample.size)}</b>
          <p>
            {t("outlets.copies", { first: format.whole(copies.first), later: format.whole(copies.later) })}
          </p>
        </li>
        {sources.map((one) => (
          <li key={one.id}>
            <DeskLink to="/sumber" search={{ sumber: one.id }}>
              {one.title}
            </DeskLink>
            <p>{t(one.isFailing ? "outlets.source.failing" : `outlets.source.${one.state}`)}</p>
          </li>
        ))}
        {gaps.slice(0, 5).map((one) => (
          <li key={one.id}>
            <p>
              {t("outlets.silent_from")} <TimeText at={one.lastAt} look="dateTime" />{" "}
              {one.endedAt === null ? (
                t("outlets.silent_still")
              ) : (
                <>
                  {t("outlets.silent_until")} <TimeText at={one.endedAt} look="dateTime" />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {kind === "account" ? null : (
        <div className={css["acts"]}>
          <Switch
            label={t("outlets.watch")}
            checked={isWatched}
            disabled={!mayWatch}
            onChange={(event) => void update({ isWatched: event.currentTarget.checked })}
          />
        </div>
      )}
      {failure === undefined ? null : <ErrorNote error={failure} />}
    </RuledSection>
  );
}
