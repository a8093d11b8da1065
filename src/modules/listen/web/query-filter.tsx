import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { listen } from "./listen-api.ts";
import { queryOfMonitor } from "./monitors/use-monitors.ts";
import css from "./query-filter.module.css";

/** Narrows what a page shows to what a query or a monitor finds. */
export function QueryFilter({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const { t } = useTranslation("listen");
  const [draft, setDraft] = useState(query);
  const monitors = useQuery(listen.queries.monitors.listMonitors.queryOptions());
  const names = (monitors.data?.items ?? []).map(({ name }) => ({
    value: queryOfMonitor(name),
    label: name,
  }));
  const known = names.some(({ value }) => value === query) ? query : "";
  return (
    <form
      className={css["filter"]}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(draft.trim());
      }}
    >
      {names.length === 0 ? null : (
        <NativeSelect
          label={t("filter.monitor")}
          value={known}
          data={[{ value: "", label: t("filter.all_mentions") }, ...names]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t("filter.query")}
        placeholder={t("filter.query_example")}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <Button type="submit">{t("filter.narrow")}</Button>
      {query === "" ? null : (
        <Button kind="ghost" onClick={() => onChange("")}>
          {t("filter.widen")}
        </Button>
      )}
    </form>
  );
}
