import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { NewsmakerDetail, NewsmakerKind } from "../../contract/newsmaker.ts";
import { FollowSpikes } from "../alerts/follow-spikes.tsx";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { listen } from "../listen-api.ts";
import { type Period, spans } from "../use-period.ts";
import { NewsmakerCompany } from "./newsmaker-company.tsx";
import { NewsmakerFigures } from "./newsmaker-figures.tsx";
import { NewsmakerNames } from "./newsmaker-names.tsx";
import { newsmakerPath } from "./newsmaker-path.ts";
import { NewsmakerQuotes } from "./newsmaker-quotes.tsx";
import { useNewsmakerAddress, useNewsmakersLive } from "./use-newsmakers.ts";

/** One person or organisation: what they said, in what tone, by whom, beside whom, in which offices and spellings. */
export default function NewsmakerPage() {
  const { kind = "", key = "" }: { kind?: string; key?: string } = useParams({ strict: false });
  const { days, period, change } = useNewsmakerAddress();
  const asked: NewsmakerKind = kind === "organisation" ? "organisation" : "person";
  useNewsmakersLive();
  const query = useQuery(
    listen.queries.newsmakers.getNewsmaker.queryOptions({
      input: { kind: asked, key, ...period },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <QueryView query={query} rows={6}>
      {(newsmaker) => (
        <NewsmakerView
          newsmaker={newsmaker}
          period={period}
          days={days}
          onDays={(hari) => change(newsmakerPath({ kind: asked, key }), { hari })}
        />
      )}
    </QueryView>
  );
}

function NewsmakerView({
  newsmaker,
  period,
  days,
  onDays,
}: {
  newsmaker: NewsmakerDetail;
  period: Period;
  days: (typeof spans)[number];
  onDays: (days: (typeof spans)[number]) => void;
}) {
  const { t } = useTranslation("listen");
  const { firstSeen, lastSeen, role, kind } = newsmaker;
  return (
    <Page
      title={newsmaker.name}
      deck={
        <>
          {role ?? t(`newsmakers.no_role.${kind}`)}
          {firstSeen === null || lastSeen === null ? null : (
            <>
              {" "}
              · {t("newsmakers.first_seen")} <TimeText at={firstSeen} look="date" /> ·{" "}
              {t("newsmakers.last_seen")} <TimeText at={lastSeen} look="dateTime" />
            </>
          )}{" "}
          · <DeskLink to="/tokoh">{t("newsmakers.back")}</DeskLink>
        </>
      }
      aside={
        <>
          <FollowSpikes kind="newsmaker" subject={`${kind}:${newsmaker.key}`} />
          <Segmented
            label={t("filter.span")}
            value={days}
            options={spans.map((value) => ({ value, label: t("filter.days", { days: value }) }))}
            onChange={onDays}
          />
        </>
      }
    >
      {newsmaker.named === 0 ? (
        <EmptyState title={t("newsmakers.nothing_title")}>{t("newsmakers.nothing")}</EmptyState>
      ) : (
        <NewsmakerFigures newsmaker={newsmaker} period={period} />
      )}
      <div className={detail["columns"]}>
        <NewsmakerQuotes key={`${newsmaker.key} ${days}`} newsmaker={newsmaker} period={period} />
        <div className={detail["side"]}>
          <NewsmakerCompany newsmaker={newsmaker} period={period} days={days} />
          <NewsmakerNames newsmaker={newsmaker} />
        </div>
      </div>
    </Page>
  );
}
