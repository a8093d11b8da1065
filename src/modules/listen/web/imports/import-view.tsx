import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { ProgressLine } from "#web/kit/progress-line.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Import } from "../../contract/imports.ts";
import { listen } from "../listen-api.ts";
import { ImportPlan } from "./import-plan.tsx";
import { ImportStateMark } from "./import-state.tsx";
import css from "./imports-page.module.css";

/** One import, as far as it is: its columns still to be told, its progress, or its end. */
export function ImportView({ one }: { one: Import }) {
  const format = useFormat();
  const [isChanging, setChanging] = useState(false);
  const isPlanned = one.state === "uploaded" || (one.isDryRun && one.state === "done") || isChanging;
  const isUnderWay = one.state === "waiting" || one.state === "running" || one.state === "paused";
  return (
    <div className={css["parts"]}>
      <RuledSection title={one.fileName} aside={<ImportStateMark one={one} />}>
        <p className={css["line"]}>
          <span>{one.format.toUpperCase()}</span>
          <span>{format.bytes(one.bytes)}</span>
          <span>{format.dateTime(one.createdAt)}</span>
        </p>
      </RuledSection>
      {isUnderWay ? <ImportProgress one={one} /> : null}
      {one.state === "done" || one.state === "cancelled" ? <ImportResult one={one} /> : null}
      {one.state === "failed" ? <FailedImport one={one} onChange={() => setChanging(true)} /> : null}
      {isPlanned ? <ImportPlan one={one} onStarted={() => setChanging(false)} /> : null}
    </div>
  );
}

function useImportAct(act: "pauseImport" | "resumeImport" | "cancelImport", id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => listen.client.imports[act]({ id }),
    onSuccess: (changed) => {
      queries.setQueryData(listen.queries.imports.getImport.queryKey({ input: { id } }), changed);
      void queries.invalidateQueries({ queryKey: listen.queries.imports.listImports.key() });
    },
  });
}

function ImportProgress({ one }: { one: Import }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const pause = useImportAct("pauseImport", one.id);
  const resume = useImportAct("resumeImport", one.id);
  const cancel = useImportAct("cancelImport", one.id);
  const error = pause.error ?? resume.error ?? cancel.error;
  return (
    <>
      <ProgressLine
        title={t(one.isDryRun ? "imports.trying" : "imports.importing", { name: one.fileName })}
        done={one.rowsRead}
        total={one.rowsTotal}
        refused={one.rowsRefused}
        unit={t("imports.rows")}
        {...(one.rowsPerSecond === null || one.state === "paused" ? {} : { perSecond: one.rowsPerSecond })}
        refusedLink={
          one.rowsRefused === 0 ? null : (
            <span className={css["bad"]}>
              {t("imports.refused_so_far", { count: one.rowsRefused, number: format.whole(one.rowsRefused) })}
            </span>
          )
        }
        note={t(one.state === "paused" ? "imports.is_paused" : "imports.may_close")}
        actions={
          <>
            {one.state === "paused" ? (
              <Button kind="primary" isBusy={resume.isPending} onClick={() => resume.mutate()}>
                {t("imports.resume")}
              </Button>
            ) : (
              <Button isBusy={pause.isPending} onClick={() => pause.mutate()}>
                {t("imports.pause")}
              </Button>
            )}
            <Button kind="ghost" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
              {t("imports.cancel")}
            </Button>
          </>
        }
      />
      {error === null ? null : <ErrorNote error={error} />}
    </>
  );
}

function ImportResult({ one }: { one: Import }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const isDone = one.state === "done";
  const sum = t("imports.sum", {
    stored: format.whole(one.rowsStored),
    known: format.whole(one.rowsKnown),
    refused: format.whole(one.rowsRefused),
  });
  return (
    <Note
      kind={isDone && one.rowsRefused === 0 ? "toska" : "brass"}
      title={t(isDone ? (one.isDryRun ? "imports.tried" : "imports.done") : "imports.cancelled", {
        count: one.rowsRead,
        number: format.whole(one.rowsRead),
      })}
      actions={
        <>
          {one.refusedUrl === null || one.rowsRefused === 0 ? null : (
            <LinkButton href={one.refusedUrl} download>
              {t("imports.fetch_refused", { count: one.rowsRefused, number: format.whole(one.rowsRefused) })}
            </LinkButton>
          )}
          {one.isDryRun || one.rowsStored === 0 ? null : (
            <LinkButton kind="primary" to="/aliran">
              {t("imports.open_stream")}
            </LinkButton>
          )}
        </>
      }
    >
      {sum} {one.rowsRefused > 0 ? t("imports.mend_refused") : ""}{" "}
      {one.isDryRun ? t("imports.nothing_stored") : ""}
    </Note>
  );
}

function FailedImport({ one, onChange }: { one: Import; onChange: () => void }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const resume = useImportAct("resumeImport", one.id);
  return (
    <>
      <Note
        kind="saga"
        isAlert
        title={one.error ?? t("imports.failed")}
        actions={
          <>
            <Button isBusy={resume.isPending} onClick={() => resume.mutate()}>
              {t("imports.resume")}
            </Button>
            <Button kind="ghost" onClick={onChange}>
              {t("imports.change_columns")}
            </Button>
          </>
        }
      >
        {t("imports.kept", { count: one.rowsStored, number: format.whole(one.rowsStored) })}
      </Note>
      {resume.isError ? <ErrorNote error={resume.error} /> : null}
    </>
  );
}
