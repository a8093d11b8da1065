import { IconPlayerPause, IconPlayerPlay, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { PollOutcome, Source } from "../../contract/sources.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { EditNetwork } from "./edit-network.tsx";
import { EditSource } from "./edit-source.tsx";
import { HealthCells } from "./health-cells.tsx";
import { NetworkFacts } from "./network-facts.tsx";
import css from "./source-detail.module.css";
import { isPolled, isQuiet } from "./source-rows.ts";
import { SourceStateMark } from "./source-state.tsx";
import { useOutcomeSentence } from "./use-outcome-sentence.ts";
import { useSourceActs } from "./use-source-acts.ts";

type Poll = z.infer<typeof PollOutcome>;
type Detailed = Source & { polls: Poll[] };

/** One source: how it is doing and what to do about it, its latest looks, and how it is followed. */
export function SourceDetail({ id, onGone }: { id: string; onGone: () => void }) {
  const query = useQuery(listen.queries.sources.getSource.queryOptions({ input: { id } }));
  return (
    <QueryView query={query} rows={5}>
      {(source) => <Detail source={source} onGone={onGone} />}
    </QueryView>
  );
}

function Detail({ source, onGone }: { source: Detailed; onGone: () => void }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const outcome = useOutcomeSentence();
  const mayManage = useMay("sources.manage");
  const acts = useSourceActs();
  const { lastOutcome } = source;
  const isPaused = source.state !== "active";
  return (
    <div className={css["detail"]}>
      <p className={css["facts"]}>
        <SourceStateMark source={source} />
        {source.network === null ? (
          <a href={source.siteUrl ?? source.url} target="_blank" rel="noopener noreferrer nofollow">
            {source.url}
          </a>
        ) : (
          <NetworkFacts source={source} network={source.network} />
        )}
      </p>
      {lastOutcome !== null && isQuiet(source) ? (
        <Note kind="saga" title={outcome(lastOutcome.key, lastOutcome.values)}>
          {source.lastSuccessAt === null ? (
            t("sources.detail.never_worked")
          ) : (
            <>
              {t("sources.detail.last_success")} <TimeText at={source.lastSuccessAt} look="ago" />.
            </>
          )}{" "}
          {t("sources.detail.failures", { count: source.failuresInARow })}
        </Note>
      ) : null}
      {mayManage ? (
        <div className={css["acts"]}>
          {isPolled(source) ? (
            <Button onClick={() => acts.poll(source)}>
              <IconRefresh size={15} stroke={1.75} />
              {t("sources.act.poll")}
            </Button>
          ) : null}
          <Button onClick={() => acts.setState(source, isPaused ? "active" : "paused")}>
            {isPaused ? (
              <IconPlayerPlay size={15} stroke={1.75} />
            ) : (
              <IconPlayerPause size={15} stroke={1.75} />
            )}
            {t(isPaused ? "sources.act.resume" : "sources.act.pause")}
          </Button>
          <DeskLink to="/aliran" search={{ q: `source:${source.id}` }} className={css["link"]}>
            {t("sources.detail.mentions", {
              count: source.mentionCount,
              number: format.whole(source.mentionCount),
            })}
          </DeskLink>
        </div>
      ) : null}
      {acts.error === null ? null : <ErrorNote error={acts.error} />}
      <RuledSection
        level={3}
        title={t("sources.detail.polls")}
        aside={<HealthCells health={source.health} />}
      >
        <Polls polls={source.polls} />
      </RuledSection>
      {mayManage ? (
        <>
          {source.network === null || source.kind === "inbox" ? null : (
            <RuledSection level={3} title={t("sources.network.form")}>
              <EditNetwork
                key={JSON.stringify([source.network, source.fixedIntervalMinutes])}
                source={source}
                listening={source.network}
              />
            </RuledSection>
          )}
          <RuledSection level={3} title={t("sources.edit.title")}>
            <EditSource key={JSON.stringify([source.title, source.fixedIntervalMinutes])} source={source} />
          </RuledSection>
          {/* An inbox comes back with the next message; it is paused instead. */}
          {source.kind === "inbox" ? null : <RemoveSource source={source} onGone={onGone} />}
        </>
      ) : null}
    </div>
  );
}

function Polls({ polls }: { polls: readonly Poll[] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const outcome = useOutcomeSentence();
  if (polls.length === 0) return <p className={css["none"]}>{t("sources.never")}</p>;
  return (
    <ol className={css["polls"]}>
      {polls.slice(0, 12).map((poll) => (
        <li key={poll.at} data-failed={!poll.isOk || undefined}>
          <TimeText at={poll.at} look="dateTime" />
          <span>{outcome(poll.key, poll.values)}</span>
          <small>
            {poll.httpStatus === null ? "" : `HTTP ${poll.httpStatus} · `}
            {t("sources.detail.took", { ms: format.whole(poll.tookMs) })}
          </small>
        </li>
      ))}
    </ol>
  );
}

function RemoveSource({ source, onGone }: { source: Source; onGone: () => void }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => listen.client.sources.removeSource({ id: source.id }),
    onSuccess: () => {
      onGone();
      void queries.invalidateQueries({ queryKey: listen.queries.sources.listSources.key() });
      showToast({ text: t("sources.remove.done", { title: source.title }) });
    },
  });
  return (
    <div>
      <Button kind="danger" onClick={() => setAsked(true)}>
        {t("sources.remove.act")}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t("sources.remove.ask", { title: source.title })}
        act={t("sources.remove.act")}
        isDangerous
        onConfirm={() => remove.mutateAsync()}
        onClose={() => setAsked(false)}
      >
        {t("sources.remove.consequence", {
          count: source.mentionCount,
          number: format.whole(source.mentionCount),
        })}
      </ConfirmDialog>
    </div>
  );
}
