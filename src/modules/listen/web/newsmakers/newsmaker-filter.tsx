import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { listen } from "../listen-api.ts";
import { queryOfMonitor } from "../monitors/use-monitors.ts";
import css from "./newsmakers.module.css";

/** Narrows the ranking to what a query or a monitor finds. */
export function NewsmakerFilter({ query, onChange }: { query: string; onChange: (query: string) => void }) {
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
          label={t("newsmakers.monitor")}
          value={known}
          data={[{ value: "", label: t("newsmakers.all_mentions") }, ...names]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t("newsmakers.query")}
        placeholder={t("newsmakers.query_example")}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <Button type="submit">{t("newsmakers.narrow")}</Button>
      {query === "" ? null : (
        <Button kind="ghost" onClick={() => onChange("")}>
          {t("newsmakers.widen")}
        </Button>
      )}
    </form>
  );
}
