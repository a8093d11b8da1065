import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { KeyHint } from "#web/kit/key-hint.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { useShortcuts } from "#web/shell/shortcuts.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import css from "./coding-page.module.css";
import { EngineTabs } from "./engine-tabs.tsx";
import { ToneShape } from "./trait-marks.tsx";
import { useTraitWords } from "./use-trait-words.ts";

const traits = ["tone", "intent"] as const;
const labels = {
  tone: ["negative", "neutral", "positive", "unsure"],
  intent: ["complaint", "question", "aspiration", "appreciation", "other"],
} as const;

/** Baca buta: one mention after the other, read without what engine and colleagues said of it, by the keys 1 to 5. */
export default function CodingPage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const go = useGo();
  const asked = useAddress()["apa"];
  const trait = traits.find((one) => one === asked) ?? "tone";
  const { query, decide, undo, last } = useCoding(trait);
  const { valueName } = useTraitWords();
  const { mention } = query.data ?? {};
  const choose = (value: string) => {
    if (mention && !decide.isPending && !query.isFetching) decide.mutate({ id: mention.id, value });
  };
  useShortcuts([
    ...labels[trait].map((value, at) => ({
      keys: String(at + 1),
      label: valueName(trait, value),
      run: () => choose(value),
    })),
    ...(last === undefined
      ? []
      : [{ keys: "z", label: t("coding.undo"), run: () => void undo.mutate(last) }]),
  ]);
  return (
    <Page
      title={t("coding.title")}
      deck={t("coding.deck")}
      width="text"
      aside={
        <Segmented
          label={t("coding.trait")}
          value={trait}
          options={traits.map((value) => ({ value, label: t(`analysis.trait.${value}`) }))}
          onChange={(value) => go("/mesin/baca", { apa: value }, true)}
        />
      }
    >
      <EngineTabs />
      <QueryView query={query} rows={6}>
        {(next) => (
          <>
            <p className={css["done"]} role="status">
              {t("coding.done", {
                count: next.mine,
                mine: format.whole(next.mine),
                shared: format.whole(next.shared),
              })}
            </p>
            {next.mention === null ? (
              <EmptyState
                title={t("coding.nothing")}
                actions={<LinkButton to="/mesin">{t("coding.to_report")}</LinkButton>}
              >
                {t("coding.nothing_text")}
              </EmptyState>
            ) : (
              <article className={css["mention"]} aria-label={t("coding.mention")}>
                <p className={css["by"]}>
                  <b>{next.mention.outlet}</b> <TimeText at={next.mention.publishedAt} look="date" />
                </p>
                <h2>{next.mention.title}</h2>
                {next.mention.text
                  .split("\n")
                  .filter((line) => line !== "")
                  .map((line, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its place in the text
                    <p key={at} className={css["text"]}>
                      {line}
                    </p>
                  ))}
              </article>
            )}
            {decide.error === null ? null : (
              <ErrorNote error={decide.error} unchanged={t("coding.unchanged")} />
            )}
            {undo.error === null ? null : <ErrorNote error={undo.error} />}
            <div className={css["acts"]}>
              {next.mention === null ? null : (
                <fieldset>
                  <legend>{t(`coding.ask_${trait}`)}</legend>
                  {labels[trait].map((value, at) => (
                    <Button key={value} isBusy={decide.isPending} onClick={() => choose(value)}>
                      {value === "negative" ||
                      value === "neutral" ||
                      value === "positive" ||
                      value === "unsure" ? (
                        <ToneShape tone={value} />
                      ) : null}
                      {valueName(trait, value)} <KeyHint keys={String(at + 1)} />
                    </Button>
                  ))}
                </fieldset>
              )}
              {last === undefined ? null : (
                <Button kind="ghost" isBusy={undo.isPending} onClick={() => undo.mutate(last)}>
                  {t("coding.undo")} <KeyHint keys="z" />
                </Button>
              )}
            </div>
          </>
        )}
      </QueryView>
    </Page>
  );
}

/** The mention to read, deciding about it, and taking the last decision back. */
function useCoding(trait: (typeof traits)[number]) {
  const queries = useQueryClient();
  const { analysis } = listen.queries;
  const query = useQuery(
    analysis.nextToCode.queryOptions({
      input: { trait },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
  );
  const [last, setLast] = useState<string>();
  const next = async () => {
    for (const queryKey of [analysis.getAgreement.key(), analysis.listJudgements.key()])
      void queries.invalidateQueries({ queryKey });
    await queries.invalidateQueries({ queryKey: analysis.nextToCode.key() });
  };
  const decide = useMutation({
    mutationFn: ({ id, value }: { id: string; value: string }) =>
      listen.client.analysis.judgeMention({ id, trait, value, isBlind: true }),
    onSuccess: ({ judgement }) => {
      setLast(judgement.id);
      return next();
    },
  });
  const undo = useMutation({
    mutationFn: (id: string) => listen.client.analysis.undoJudgement({ id }),
    onSuccess: () => {
      setLast(undefined);
      return next();
    },
  });
  return { query, decide, undo, last };
}
