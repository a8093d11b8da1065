import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { Button } from "./button.tsx";
import { LoadingLines } from "./loading-lines.tsx";
import { ErrorNote, Note } from "./note.tsx";

/**
 * The states of one question to the server: grey lines after 300 ms, the failure with a way to try again, or the
 * answer. When refreshing fails, the old answer stays with a brass note that says since when.
 */
export function QueryView<T>({
  query,
  rows = 3,
  children,
}: {
  query: UseQueryResult<T, unknown>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  if (query.data === undefined) {
    return query.isError ? (
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <LoadingLines rows={rows} />
    );
  }
  return (
    <>
      {query.isError ? (
        <Note
          kind="brass"
          title={t("state.stale", { time: format.timeSeconds(query.dataUpdatedAt) })}
          actions={
            <Button size="small" onClick={() => void query.refetch()}>
              {t("state.try_again")}
            </Button>
          }
        />
      ) : null}
      {children(query.data)}
    </>
  );
}
