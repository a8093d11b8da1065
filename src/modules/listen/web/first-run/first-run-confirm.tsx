import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { ProgressLine } from "#web/kit/progress-line.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { useFollow } from "../sources/use-follow.ts";
import type { FirstChoice } from "./first-choice.ts";
import css from "./first-run.module.css";

/** Step 2: what will be followed, once more in words; then it starts. */
export function FirstRunConfirm({
  choice,
  onBack,
  onStarted,
  onSample,
  isLoadingSample,
  sampleError,
}: {
  choice: FirstChoice;
  onBack: () => void;
  onStarted: () => void;
  onSample: () => void;
  isLoadingSample: boolean;
  sampleError: unknown;
}) {
  const { t } = useTranslation("listen");
  const { follow, progress, error } = useFollow();
  const isRunning = progress !== undefined && progress.done < progress.total && error === undefined;
  const wishes = choice.kind === "sources" ? choice.wishes : [];
  const outlets = [...Map.groupBy(wishes, (wish) => wish.outlet)];
  const start = async () => {
    if (choice.kind === "sample") onSample();
    else if (await follow(choice.wishes)) onStarted();
  };
  const failure = error ?? sampleError ?? undefined;
  return (
    <RuledSection title={t("first_run.step_2")}>
      <p className={css["sum"]}>
        {choice.kind === "sample"
          ? t("first_run.sum_sample")
          : t("first_run.sum", { count: wishes.length, outlets: outlets.length })}
      </p>
      {outlets.length === 0 ? null : (
        <ul className={css["chosen"]}>
          {outlets.map(([outlet, feeds]) => (
            <li key={outlet}>
              <b>{outlet}</b> <span>{t("sources.starter.feeds", { count: feeds.length })}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={css["promise"]}>
        {t(choice.kind === "sample" ? "first_run.promise_sample" : "first_run.promise")}
      </p>
      {progress === undefined || !isRunning ? null : (
        <ProgressLine
          title={t("first_run.starting")}
          done={progress.done}
          total={progress.total}
          unit={t("sources.unit")}
        />
      )}
      {failure === undefined ? null : <ErrorNote error={failure} unchanged={t("first_run.kept")} />}
      <div className={css["next"]}>
        <Button kind="primary" isBusy={isRunning || isLoadingSample} onClick={() => void start()}>
          {choice.kind === "sample" ? t("first_run.load") : t("first_run.start", { count: wishes.length })}
        </Button>
        <Button kind="ghost" disabled={isRunning} onClick={onBack}>
          {t("first_run.back")}
        </Button>
      </div>
    </RuledSection>
  );
}
