import { useTranslation } from "react-i18next";
import { QueryField } from "./query-field.tsx";

type Queries = { q: string; exclude: string };

/** What is looked for, and what is left out of it all the same. */
export function QueryFields({
  label,
  help,
  queries,
  faultOf,
  onChange,
}: {
  label: string;
  help: string;
  queries: Queries;
  /** What the desk has against a field, beyond its grammar. */
  faultOf: (field: keyof Queries) => string | undefined;
  onChange: (change: Partial<Queries>) => void;
}) {
  const { t } = useTranslation("listen");
  return (
    <>
      <QueryField
        label={label}
        help={help}
        value={queries.q}
        error={faultOf("q")}
        onChange={(q) => onChange({ q })}
      />
      <QueryField
        label={t("monitors.form.exclude")}
        help={t("monitors.form.exclude_help")}
        value={queries.exclude}
        error={faultOf("exclude")}
        onChange={(exclude) => onChange({ exclude })}
      />
    </>
  );
}
