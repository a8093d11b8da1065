import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { listen } from "../listen-api.ts";
import { type FacetField, hasTime, valuesOf, withoutField, withTime } from "./edit-query.ts";

/** Nothing found: why, and lifting the limit that costs most. */
export function NothingFound({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const wider = useWiderQueries(query);
  if (query.trim() === "") {
    return (
      <EmptyState
        title={t("stream.empty.title")}
        actions={
          <LinkButton kind="primary" to="/sumber">
            {t("stream.empty.act")}
          </LinkButton>
        }
      >
        {t("stream.empty.text")}
      </EmptyState>
    );
  }
  const best = wider[0];
  return (
    <EmptyState
      title={t("stream.nothing.title")}
      actions={
        <>
          {best === undefined ? null : (
            <Button onClick={() => onSearch(best.query)}>
              {t(`stream.nothing.lift.${best.limit}`, { number: format.whole(best.total) })}
            </Button>
          )}
          <Button kind={best === undefined ? "plain" : "ghost"} onClick={() => onSearch("")}>
            {t("stream.nothing.clear")}
          </Button>
        </>
      }
    >
      {best === undefined ? t("stream.nothing.text") : t("stream.nothing.text_limit")}
    </EmptyState>
  );
}

type Limit = "time" | FacetField;

/** The query without each of its limits, those that find something, the most first. */
function useWiderQueries(query: string): { limit: Limit; query: string; total: number }[] {
  const limits: { limit: Limit; query: string }[] = [
    ...(hasTime(query) ? [{ limit: "time" as const, query: withTime(query) }] : []),
    ...(["channel", "outlet", "lang", "tag"] as const)
      .filter((field) => valuesOf(query, field).length > 0)
      .map((field) => ({ limit: field, query: withoutField(query, field) })),
  ];
  const totals = useQuery({
    queryKey: ["listen", "wider", ...limits.map((one) => one.query)],
    queryFn: () =>
      Promise.all(
        limits.map(async (one) => ({
          ...one,
          total: (await listen.client.mentions.summarizeMentions({ q: one.query })).total,
        })),
      ),
    enabled: limits.length > 0,
  });
  return (totals.data ?? []).filter((one) => one.total > 0).sort((a, b) => b.total - a.total);
}
