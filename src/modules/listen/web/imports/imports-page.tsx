import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { StoredFile } from "#web/api/upload.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { FileDrop } from "#web/kit/file-drop.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { ImportHistory } from "./import-history.tsx";
import { ImportView } from "./import-view.tsx";
import css from "./imports-page.module.css";

/** Impor: a file of what was said elsewhere, read, checked and taken in. */
export default function ImportsPage() {
  const { t } = useTranslation("listen");
  const go = useGo();
  const queries = useQueryClient();
  const opened = useAddress()["impor"];
  useLiveRefresh(
    ["import"],
    [listen.queries.imports.listImports.key(), listen.queries.imports.getImport.key()],
    800,
  );
  const begin = useMutation(
    listen.queries.imports.createImport.mutationOptions({
      onSuccess: (made) => {
        void queries.invalidateQueries({ queryKey: listen.queries.imports.listImports.key() });
        go("/impor", { impor: made.id });
      },
    }),
  );
  const stored = (file: StoredFile) => begin.mutate({ fileId: file.id, fileName: file.name });
  return (
    <Page
      title={t("nav.imports")}
      deck={t("imports.deck")}
      aside={opened === undefined ? undefined : <LinkButton to="/impor">{t("imports.another")}</LinkButton>}
    >
      {opened === undefined ? (
        <div className={css["parts"]}>
          <RuledSection title={t("imports.file")}>
            <FileDrop
              label={t("imports.drop")}
              help={t("imports.drop_help")}
              accept=".csv,.tsv,.txt,.jsonl,.ndjson,.xlsx"
              purpose="import"
              onStored={stored}
            />
            {begin.isError ? <ErrorNote error={begin.error} unchanged={t("imports.nothing_begun")} /> : null}
          </RuledSection>
          <ImportHistory />
        </div>
      ) : (
        <OpenedImport key={opened} id={opened} />
      )}
    </Page>
  );
}

const lookEveryMs = 2000;

function OpenedImport({ id }: { id: string }) {
  const query = useQuery(
    listen.queries.imports.getImport.queryOptions({
      input: { id },
      // The live stream calls for a look; this stands in where it is broken.
      refetchInterval: ({ state }) =>
        state.data?.state === "running" || state.data?.state === "waiting" ? lookEveryMs : false,
    }),
  );
  return (
    <QueryView query={query} rows={5}>
      {(one) => <ImportView one={one} />}
    </QueryView>
  );
}
