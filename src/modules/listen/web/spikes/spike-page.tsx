import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { SpikeDetail } from "../../contract/spike.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { SampleList } from "../monitors/sample-list.tsx";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { SpikeChart } from "./spike-chart.tsx";
import { SpikeReasons } from "./spike-reasons.tsx";
import css from "./spikes.module.css";
import { useSpikeWords } from "./use-spike-words.ts";

/** One spike: how far above the usual, since when, and what explains it; every number opens its mentions. */
export default function SpikePage() {
  const { id = "" }: { id?: string } = useParams({ strict: false });
  useLiveRefresh(["spikes", "mentions"], [listen.queries.spikes.key()], 15_000);
  const query = useQuery(listen.queries.spikes.getSpike.queryOptions({ input: { id } }));
  return (
    <QueryView query={query} rows={6}>
      {(spike) => <SpikeView spike={spike} />}
    </QueryView>
  );
}

function SpikeView({ spike }: { spike: SpikeDetail }) {
  const { t } = useTranslation("listen");
  const words = useSpikeWords();
  const past = words.past(spike);
  return (
    <Page
      title={words.name(spike)}
      deck={
        <>
          <TimeText at={spike.startedAt} look="dateTime" /> –{" "}
          {spike.endedAt === null ? t("spikes.still") : <TimeText at={spike.endedAt} look="dateTime" />} ·{" "}
          <DeskLink to="/aliran" search={{ q: spike.query }}>
            {t("spikes.open", { count: spike.total })}
          </DeskLink>
          {spike.kind === "monitor" ? (
            <>
              {" · "}
              <DeskLink to={`/pantauan/${spike.subject}`}>{t("spikes.open_monitor")}</DeskLink>
            </>
          ) : null}
          {spike.kind === "story" ? (
            <>
              {" · "}
              <DeskLink to={`/cerita/${spike.subject}`}>{t("mention.open_story")}</DeskLink>
            </>
          ) : null}
        </>
      }
    >
      <div className={css["page"]}>
        {spike.verdict === "spike" ? null : (
          <Note kind="brass" title={t("spikes.not_title")}>
            {t(`spikes.not.${spike.verdict}`)}
          </Note>
        )}
        <section>
          <p className={css["headline"]}>{t("spikes.peak", { found: words.found(spike, spike.peak) })}</p>
          <p className={css["line"]}>
            {t("spikes.noticed", { found: words.found(spike, spike.raised) })} {words.chance(spike.raised)}{" "}
            {past}
          </p>
          <SpikeChart spike={spike} finding={words.found(spike, spike.peak)} />
        </section>
        <SpikeReasons spike={spike} />
        <RuledSection title={t("spikes.first")}>
          <SampleList mentions={spike.first} tree={undefined} />
        </RuledSection>
      </div>
    </Page>
  );
}
