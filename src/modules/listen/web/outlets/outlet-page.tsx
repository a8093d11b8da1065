import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { OutletDetail, VoiceKind } from "../../contract/outlet.ts";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { type Period, spans } from "../use-period.ts";
import { OutletContent } from "./outlet-content.tsx";
import { OutletFigures } from "./outlet-figures.tsx";
import { OutletNote } from "./outlet-note.tsx";
import { outletPath } from "./outlet-path.ts";
import { OutletReach } from "./outlet-reach.tsx";
import { OutletRhythm } from "./outlet-rhythm.tsx";
import { useOutlet, useOutletAddress } from "./use-outlets.ts";

/** One outlet or account: how much, in what tone of us, on what, how quick, how far it reaches, and when it was silent. */
export default function OutletPage() {
  const { kind = "", key = "" }: { kind?: string; key?: string } = useParams({ strict: false });
  const { days, period, change } = useOutletAddress();
  const asked: VoiceKind = kind === "account" ? "account" : "outlet";
  const query = useOutlet({ kind: asked, key, period });
  return (
    <QueryView query={query} rows={6}>
      {(outlet) => (
        <OutletView
          outlet={outlet}
          period={period}
          days={days}
          onDays={(hari) => change({ hari }, outletPath({ kind: asked, key }))}
        />
      )}
    </QueryView>
  );
}

function OutletView({
  outlet,
  period,
  days,
  onDays,
}: {
  outlet: OutletDetail;
  period: Period;
  days: (typeof spans)[number];
  onDays: (days: (typeof spans)[number]) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { channels, gap, kind } = outlet;
  return (
    <Page
      title={outlet.name}
      deck={
        <>
          {channels.length === 0
            ? t(`outlet_kind.${kind}`)
            : format.list(channels.map(({ channel }) => t(`channel.${channel}`)))}{" "}
          · <DeskLink to="/media">{t("outlets.back")}</DeskLink>
        </>
      }
      aside={
        <Segmented
          label={t("filter.span")}
          value={days}
          options={spans.map((value) => ({ value, label: t("filter.days", { days: value }) }))}
          onChange={onDays}
        />
      }
    >
      {gap === null ? null : (
        <Note
          kind="brass"
          title={
            <>
              {t("outlets.silent_since")} <TimeText at={gap.lastAt} look="dateTime" />
            </>
          }
        >
          <p>
            {t("outlets.silent_why", {
              expected: format.number(gap.expected),
              oneIn: format.whole(gap.oneIn),
              count: gap.pastDays,
              days: format.whole(gap.pastDays),
            })}
          </p>
        </Note>
      )}
      {outlet.mentions === 0 ? (
        <EmptyState title={t("outlets.nothing_title")}>{t("outlets.nothing")}</EmptyState>
      ) : (
        <OutletFigures outlet={outlet} period={period} />
      )}
      <div className={detail["columns"]}>
        <div className={detail["side"]}>
          <OutletContent outlet={outlet} period={period} />
        </div>
        <div className={detail["side"]}>
          <OutletReach outlet={outlet} />
          <OutletRhythm outlet={outlet} />
          <OutletNote outlet={outlet} />
        </div>
      </div>
    </Page>
  );
}
