import { useDeferredValue, useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { parseQuery } from "#text/query/parse-query.ts";
import { ColouredQuery } from "../stream/coloured-query.tsx";
import barCss from "../stream/query-bar.module.css";
import { QueryErrors } from "../stream/query-errors.tsx";
import { ReadBack } from "../stream/read-back.tsx";
import css from "./query-field.module.css";

/** A query inside a form: coloured as it is written, read back in words, its mistakes underlined and mended by one click. */
export function QueryField({
  label,
  help,
  value,
  error,
  isFirst = false,
  onChange,
}: {
  label: string;
  help: string;
  value: string;
  /** What the desk has against it, beyond its grammar. */
  error: string | undefined;
  isFirst?: boolean;
  onChange: (query: string) => void;
}) {
  const { t } = useTranslation("listen");
  const id = useId();
  const late = useDeferredValue(value);
  const parsed = useMemo(() => parseQuery(late), [late]);
  const isFaulty = !parsed.ok || error !== undefined;
  return (
    <div className={css["query"]}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-help`}>{help}</p>
      <div className={barCss["bar"]} data-faulty={isFaulty || undefined}>
        <div className={barCss["field"]}>
          <pre aria-hidden="true">
            <ColouredQuery text={value} />{" "}
          </pre>
          <textarea
            id={id}
            rows={1}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value.replaceAll(/[\r\n]+/g, " "))}
            aria-describedby={`${id}-help ${id}-words`}
            aria-invalid={isFaulty || undefined}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            data-autofocus={isFirst || undefined}
          />
        </div>
      </div>
      <div className={barCss["words"]} id={`${id}-words`}>
        {!parsed.ok ? (
          <QueryErrors source={late} errors={parsed.errors} onMend={onChange} />
        ) : error !== undefined ? (
          <b className={css["fault"]} role="alert">
            {error}
          </b>
        ) : late.trim() === "" ? (
          <span>{t("monitors.form.nothing_yet")}</span>
        ) : (
          <ReadBack tree={parsed.tree} />
        )}
      </div>
    </div>
  );
}
