import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "#web/kit/page.tsx";
import { listen } from "../listen-api.ts";
import type { FirstChoice } from "./first-choice.ts";
import css from "./first-run.module.css";
import { FirstRunChoice } from "./first-run-choice.tsx";
import { FirstRunConfirm } from "./first-run-confirm.tsx";
import { FirstRunMentions } from "./first-run-mentions.tsx";

/** The first run: choose what to hear, start, and see the first mentions arrive. */
export default function FirstRun({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("listen");
  const [step, setStep] = useState(1);
  const [choice, setChoice] = useState<FirstChoice>({ kind: "sources", wishes: [] });
  const queries = useQueryClient();
  const sample = useMutation(
    listen.queries.sources.loadSample.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: listen.queries.overview.key() });
        void queries.invalidateQueries({ queryKey: listen.queries.sources.getSampleLoad.key() });
        setStep(3);
      },
    }),
  );
  return (
    <Page title={t("first_run.title")} tab={t("nav.home")} deck={t("first_run.deck")}>
      <ol className={css["steps"]} aria-label={t("first_run.steps")}>
        {[1, 2, 3].map((one) => (
          <li key={one} aria-current={one === step ? "step" : undefined} data-done={one < step || undefined}>
            <span>{one}</span> {t(`first_run.step_${one}`)}
          </li>
        ))}
      </ol>
      {step === 1 ? (
        <FirstRunChoice choice={choice} onChoose={setChoice} onNext={() => setStep(2)} />
      ) : step === 2 ? (
        <FirstRunConfirm
          choice={choice}
          onBack={() => setStep(1)}
          onStarted={() => setStep(3)}
          onSample={() => sample.mutate({})}
          isLoadingSample={sample.isPending}
          sampleError={sample.error}
        />
      ) : (
        <FirstRunMentions onDone={onDone} />
      )}
    </Page>
  );
}
