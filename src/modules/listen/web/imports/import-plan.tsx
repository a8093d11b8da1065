import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Import, ImportMapping } from "../../contract/imports.ts";
import { listen } from "../listen-api.ts";
import { CheckResult } from "./check-result.tsx";
import { isSameMapping, missingParts } from "./import-mapping.ts";
import css from "./imports-page.module.css";
import { MappingForm } from "./mapping-form.tsx";

type Preview = Awaited<ReturnType<typeof listen.client.imports.previewImport>>;

/** Before an import runs: what is in the file, which column is what, a check, and the start. */
export function ImportPlan({ one, onStarted }: { one: Import; onStarted: () => void }) {
  const [sheet, setSheet] = useState<string | undefined>(one.mapping?.sheet);
  const query = useQuery(
    listen.queries.imports.previewImport.queryOptions({
      input: { id: one.id, ...(sheet === undefined ? {} : { sheet }) },
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  return (
    <QueryView query={query} rows={6}>
      {(preview) => (
        <Plan
          key={preview.columns.join("\n")}
          one={one}
          preview={preview}
          sheet={sheet}
          onSheet={setSheet}
          onStarted={onStarted}
        />
      )}
    </QueryView>
  );
}

function Plan({
  one,
  preview,
  sheet,
  onSheet,
  onStarted,
}: {
  one: Import;
  preview: Preview;
  sheet: string | undefined;
  onSheet: (sheet: string) => void;
  onStarted: () => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const [mapping, setMapping] = useState<ImportMapping>(one.mapping ?? preview.suggested);
  const chosen: ImportMapping = sheet === undefined ? mapping : { ...mapping, sheet };
  const missing = missingParts(chosen);
  const check = useMutation(listen.queries.imports.checkImport.mutationOptions());
  const start = useMutation(
    listen.queries.imports.startImport.mutationOptions({
      onSuccess: (changed) => {
        queries.setQueryData(listen.queries.imports.getImport.queryKey({ input: { id: one.id } }), changed);
        void queries.invalidateQueries({ queryKey: listen.queries.imports.listImports.key() });
        onStarted();
      },
    }),
  );
  const tried = check.variables?.mapping;
  const isChecked =
    check.data !== undefined &&
    tried !== undefined &&
    isSameMapping({ ...tried, defaults: tried.defaults ?? {} }, chosen);
  const run = (isDryRun: boolean) => start.mutate({ id: one.id, mapping: chosen, isDryRun });
  const taken = new Set(Object.values(chosen.columns));
  return (
    <>
      <RuledSection
        title={t("imports.preview")}
        deck={t("imports.preview_deck", { count: preview.rows.length })}
        aside={
          preview.sheets.length < 2 ? undefined : (
            <NativeSelect
              aria-label={t("imports.sheet")}
              value={sheet ?? preview.suggested.sheet ?? preview.sheets[0] ?? ""}
              data={preview.sheets}
              onChange={(event) => onSheet(event.currentTarget.value)}
            />
          )
        }
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1, scrollable region */}
        <div className={css["scroll"]} tabIndex={0}>
          <table className={css["preview"]}>
            <thead>
              <tr>
                {preview.columns.map((column) => (
                  <th key={column} scope="col" className={taken.has(column) ? css["taken"] : undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.slice(0, 5).map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
                <tr key={at}>
                  {preview.columns.map((column, index) => (
                    <td key={column} title={row[index]}>
                      {row[index]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </RuledSection>
      <RuledSection title={t("imports.columns")} deck={t("imports.columns_deck")}>
        <MappingForm preview={preview} mapping={mapping} onChange={setMapping} />
        <div className={css["acts"]}>
          <Button
            kind={isChecked ? "plain" : "primary"}
            isBusy={check.isPending}
            disabled={missing.length > 0}
            onClick={() => check.mutate({ id: one.id, mapping: chosen })}
          >
            {t("imports.check")}
          </Button>
          {missing.length > 0 ? (
            <span>
              {t("imports.missing", { parts: format.list(missing.map((part) => t(`imports.part.${part}`))) })}
            </span>
          ) : null}
        </div>
        {check.isError ? <ErrorNote error={check.error} unchanged={t("imports.nothing_stored")} /> : null}
      </RuledSection>
      {isChecked && check.data !== undefined ? (
        <RuledSection
          title={t("imports.checked", {
            count: check.data.checked,
            number: format.whole(check.data.checked),
          })}
        >
          <CheckResult result={check.data} />
          <div className={css["acts"]}>
            <Button kind="primary" isBusy={start.isPending} onClick={() => run(false)}>
              {t("imports.start")}
            </Button>
            <Button isBusy={start.isPending} onClick={() => run(true)}>
              {t("imports.try_all")}
            </Button>
            <span>{t("imports.start_help")}</span>
          </div>
          {start.isError ? <ErrorNote error={start.error} unchanged={t("imports.nothing_stored")} /> : null}
        </RuledSection>
      ) : null}
    </>
  );
}
