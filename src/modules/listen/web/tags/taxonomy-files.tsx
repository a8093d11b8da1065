import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { saveText } from "#web/kit/save-text.ts";
import { showToast } from "#web/kit/toasts.tsx";
import type { TaxonomyFormat, TaxonomyReport } from "../../contract/tag.ts";
import { listen } from "../listen-api.ts";
import css from "./tags.module.css";
import { useTagRefresh } from "./use-tags.ts";

const mediaTypes: Readonly<Record<TaxonomyFormat, string>> = { csv: "text/csv", json: "application/json" };

/** Takes tags out as a file, and brings them from one: first what it would do, line by line, then the doing. */
export function TaxonomyFiles({ hasTags }: { hasTags: boolean }) {
  const { t } = useTranslation("listen");
  const refresh = useTagRefresh();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; format: TaxonomyFormat; text: string }>();
  const give = useMutation({
    mutationFn: async (format: TaxonomyFormat) => {
      const { name, text } = await listen.client.tags.exportTaxonomy({ format });
      saveText(name, mediaTypes[format], text);
    },
  });
  const look = useMutation({
    mutationFn: async (chosen: File) => {
      const format: TaxonomyFormat = chosen.name.toLowerCase().endsWith(".json") ? "json" : "csv";
      const text = await chosen.text();
      setFile({ name: chosen.name, format, text });
      return listen.client.tags.importTaxonomy({ format, text, isDryRun: true });
    },
  });
  const take = useMutation({
    mutationFn: async () => {
      if (file === undefined) return;
      const { format, text } = file;
      const { created, changed } = await listen.client.tags.importTaxonomy({ format, text, isDryRun: false });
      await refresh();
      showToast({ text: t("tags.file.taken", { created, changed }) });
      setFile(undefined);
      look.reset();
    },
  });
  const error = give.error ?? look.error ?? take.error;
  return (
    <div className={css["form"]}>
      <p>{t("tags.file.help")}</p>
      <div className={css["acts"]}>
        {hasTags
          ? (["csv", "json"] as const).map((format) => (
              <Button key={format} isBusy={give.isPending} onClick={() => give.mutate(format)}>
                <IconDownload size={15} stroke={1.75} />
                {t("tags.file.export", { format: format.toUpperCase() })}
              </Button>
            ))
          : null}
        <input
          ref={input}
          type="file"
          accept=".csv,.json,text/csv,application/json"
          className="sr"
          tabIndex={-1}
          aria-label={t("tags.file.choose")}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen !== undefined) look.mutate(chosen);
            event.currentTarget.value = "";
          }}
        />
        <Button isBusy={look.isPending} onClick={() => input.current?.click()}>
          <IconUpload size={15} stroke={1.75} />
          {t("tags.file.choose")}
        </Button>
      </div>
      {error === null ? null : <ErrorNote error={error} unchanged={t("tags.form.unsaved")} />}
      {look.data === undefined || file === undefined ? null : (
        <Report
          report={look.data}
          name={file.name}
          act={
            <Button
              kind="primary"
              isBusy={take.isPending}
              disabled={look.data.created + look.data.changed === 0}
              onClick={() => take.mutate()}
            >
              {t("tags.file.take")}
            </Button>
          }
        />
      )}
    </div>
  );
}

function Report({ report, name, act }: { report: TaxonomyReport; name: string; act: React.ReactNode }) {
  const { t } = useTranslation("listen");
  const { created, changed, unchanged, refused } = report;
  const problems = report.rows.filter((row) => row.problem !== null);
  return (
    <Note
      kind={refused === 0 ? "toska" : "brass"}
      title={t("tags.file.would", { name, created, changed, unchanged, refused })}
      actions={act}
    >
      {problems.length === 0 ? (
        t("tags.file.nothing_yet")
      ) : (
        <>
          <p>{t("tags.file.nothing_yet")}</p>
          <table className={css["refused"]}>
            <caption>{t("tags.file.refused")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("tags.file.line")}</th>
                <th scope="col">{t("tags.form.name")}</th>
                <th scope="col">{t("tags.file.why")}</th>
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, 100).map((row) => (
                <tr key={row.line}>
                  <td>{row.line}</td>
                  <td>{row.name}</td>
                  <td>{row.problem}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Note>
  );
}
