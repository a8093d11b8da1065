import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { LoadingLines } from "#web/kit/loading-lines.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { judgedTrait } from "../../contract/analysis.ts";
import { listen } from "../listen-api.ts";
import css from "./correction-section.module.css";
import { JudgementList } from "./judgement-list.tsx";
import { useJudge } from "./use-judge.ts";

const pageSize = 20;

/** What people decided about mentions, newest first, with what stood there before; one's own can be taken back. */
export function CorrectionSection() {
  const { t } = useTranslation("listen");
  const [trait, setTrait] = useState("");
  const judge = useJudge();
  const wanted = judgedTrait.safeParse(trait);
  const query = useInfiniteQuery(
    listen.queries.analysis.listJudgements.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: pageSize,
        ...(wanted.success ? { trait: wanted.data } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <RuledSection
      title={t("engine.corrections")}
      deck={t("engine.corrections_help")}
      aside={
        <NativeSelect
          aria-label={t("engine.corrections_of")}
          value={trait}
          data={[
            { value: "", label: t("engine.every_trait") },
            ...judgedTrait.options.map((value) => ({ value, label: t(`analysis.trait.${value}`) })),
          ]}
          onChange={(event) => setTrait(event.currentTarget.value)}
        />
      }
    >
      {judge.failure === undefined ? null : (
        <ErrorNote error={judge.failure} unchanged={t("analysis.unchanged")} />
      )}
      {query.data === undefined ? (
        query.isError ? (
          <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <LoadingLines rows={4} />
        )
      ) : items.length === 0 ? (
        <p className={css["none"]}>{t("engine.no_corrections")}</p>
      ) : (
        <JudgementList
          judgements={items}
          label={t("engine.corrections")}
          onUndo={(id, { mentionId }) => void judge.undo(id, mentionId)}
        />
      )}
      {query.hasNextPage ? (
        <p className={css["more"]}>
          <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("engine.more_corrections")}
          </Button>
        </p>
      ) : null}
    </RuledSection>
  );
}
