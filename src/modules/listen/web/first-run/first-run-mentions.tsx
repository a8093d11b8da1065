import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { GongRings } from "#web/kit/empty-state.tsx";
import { ProgressLine } from "#web/kit/progress-line.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { NewestList } from "../home/newest-list.tsx";
import { listen } from "../listen-api.ts";
import { useOutcomeSentence } from "../sources/use-outcome-sentence.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import css from "./first-run.module.css";

const lookEveryMs = 5000;

const sampleEveryMs = 1000;
const isUnderWay = (load: { done: number; total: number } | null | undefined): boolean =>
  load != null && load.done < load.total;

/** Step 3: the mentions arrive. The live stream calls for a look; a slow look stands in where there is none. */
export function FirstRunMentions({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const outcome = useOutcomeSentence();
  const refetchInterval = lookEveryMs;
  const newest = useQuery(
    listen.queries.mentions.searchMentions.queryOptions({ input: { limit: 6 }, refetchInterval }),
  );
  const summary = useQuery(
    listen.queries.mentions.summarizeMentions.queryOptions({ input: {}, refetchInterval }),
  );
  const sources = useQuery(listen.queries.sources.listSources.queryOptions({ refetchInterval }));
  useLiveRefresh(["mentions", "source"], [listen.queries.mentions.key(), listen.queries.sources.key()], 1000);
  const sample = useQuery(
    listen.queries.sources.getSampleLoad.queryOptions({
      refetchInterval: ({ state }) => (isUnderWay(state.data?.load) ? sampleEveryMs : false),
    }),
  );
  const load = sample.data?.load;
  const total = summary.data?.total ?? 0;
  const all = sources.data?.items ?? [];
  const looked = all.filter((one) => one.lastOutcome !== null);
  const failed = looked.filter((one) => one.lastOutcome?.isOk === false);
  return (
    <RuledSection title={t("first_run.step_3")}>
      <div className={css["arrival"]}>
        {total === 0 ? <GongRings /> : null}
        <p className={css["count"]} role="status">
          {total === 0
            ? t("first_run.listening")
            : t("first_run.arrived", { count: total, number: format.whole(total) })}
        </p>
        {load == null || !isUnderWay(load) ? null : (
          <ProgressLine
            title={t("first_run.loading_sample")}
            done={load.done}
            total={load.total}
            unit={t("first_run.headlines")}
            note={t("first_run.loading_note")}
          />
        )}
        {all.length === 0 ? null : (
          <p className={css["promise"]}>
            {t("first_run.looked", { done: format.whole(looked.length), count: all.length })}
          </p>
        )}
        {failed.slice(0, 3).map((one) => (
          <p key={one.id} className={css["failed"]}>
            <b>{one.title}</b> {outcome(one.lastOutcome?.key ?? "", one.lastOutcome?.values ?? {})}
          </p>
        ))}
        <div className={css["next"]}>
          {total === 0 ? null : (
            <LinkButton kind="primary" to="/aliran">
              {t("first_run.open_stream")}
            </LinkButton>
          )}
          <Button onClick={onDone}>{t("first_run.to_home")}</Button>
        </div>
      </div>
      {total === 0 ? null : <NewestList mentions={newest.data?.items ?? []} />}
    </RuledSection>
  );
}
