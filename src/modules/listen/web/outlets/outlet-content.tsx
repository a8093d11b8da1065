import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { OutletDetail } from "../../contract/outlet.ts";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import ranks from "../home/ranked-lines.module.css";
import { queryOfMonitor } from "../monitors/use-monitors.ts";
import { type Period, queryWithin } from "../use-period.ts";

type Line = { key: string; name: string; count: number; to: string; search?: Record<string, string> };

/** What an outlet speaks of, and who writes there. */
export function OutletContent({ outlet, period }: { outlet: OutletDetail; period: Period }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { topics, stories, authors, sample, query, kind } = outlet;
  const deck = t(sample.isMore ? "outlets.sampled" : "outlets.counted", {
    count: sample.size,
    number: format.whole(sample.size),
  });
  const within = (q: string) => ({ q: queryWithin(q, period) });
  return (
    <>
      <Ranks
        title={t("outlets.topics")}
        deck={deck}
        none={t("outlets.no_topics")}
        lines={topics.map(({ monitorId, name, count }) => ({
          key: monitorId,
          name,
          count,
          to: "/aliran",
          search: within(`${query} ${queryOfMonitor(name)}`),
        }))}
      />
      <Ranks
        title={t("outlets.stories")}
        deck={deck}
        none={t("outlets.no_stories")}
        lines={stories.map(({ storyId, title, count }) => ({
          key: storyId,
          name: title,
          count,
          to: `/cerita/${storyId}`,
        }))}
      />
      {kind === "account" ? null : (
        <Ranks
          title={t("outlets.authors")}
          deck={deck}
          none={t("outlets.no_authors")}
          lines={authors.map(({ author, count, query: own }) => ({
            key: author,
            name: author,
            count,
            to: "/aliran",
            search: within(own),
          }))}
        />
      )}
    </>
  );
}

function Ranks({
  title,
  deck,
  none,
  lines,
}: {
  title: string;
  deck: string;
  none: string;
  lines: readonly Line[];
}) {
  const format = useFormat();
  const most = Math.max(1, ...lines.map(({ count }) => count));
  return (
    <RuledSection title={title} deck={lines.length === 0 ? undefined : deck}>
      {lines.length === 0 ? <p className={detail["deck"]}>{none}</p> : null}
      <ol className={ranks["lines"]}>
        {lines.map((one) => (
          <li key={one.key}>
            <DeskLink to={one.to} search={one.search ?? {}} className={ranks["name"]}>
              {one.name}
            </DeskLink>
            <span className={ranks["beside"]}>{format.whole(one.count)}</span>
            <i aria-hidden="true" style={{ width: `${(one.count / most) * 100}%` }} />
          </li>
        ))}
      </ol>
    </RuledSection>
  );
}
