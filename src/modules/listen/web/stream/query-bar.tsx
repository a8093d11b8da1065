import { Menu } from "@mantine/core";
import { IconHelp, IconHistory, IconSearch, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseQuery } from "#text/query/parse-query.ts";
import { IconButton } from "#web/kit/button.tsx";
import { useRecentQueries } from "#web/shell/recent-queries.ts";
import { useShortcuts } from "#web/shell/shortcuts.ts";
import { ColouredQuery } from "./coloured-query.tsx";
import css from "./query-bar.module.css";
import { QueryErrors } from "./query-errors.tsx";
import { ReadBack } from "./read-back.tsx";

/**
 * Where a query is typed: coloured as it is written, read back in words underneath, its mistakes underlined and mended
 * by one click. Enter runs it. `total` stands before the words.
 */
export function QueryBar({
  query,
  onSearch,
  onHelp,
  total,
}: {
  query: string;
  onSearch: (query: string) => void;
  onHelp: () => void;
  total: React.ReactNode;
}) {
  const { t } = useTranslation("listen");
  const [draft, setDraft] = useState(query);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => setDraft(query), [query]);
  const late = useDeferredValue(draft);
  const parsed = useMemo(() => parseQuery(late), [late]);
  useShortcuts([{ keys: "/", label: t("stream.key.query"), run: () => field.current?.select() }]);

  const run = (text: string) => {
    setDraft(text);
    if (parseQuery(text).ok) onSearch(text);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(draft);
    } else if (event.key === "Escape") {
      setDraft(query);
      field.current?.blur();
    }
  };
  const clear = () => {
    run("");
    field.current?.focus();
  };
  return (
    <search className={css["search"]}>
      <div className={css["bar"]} data-faulty={!parsed.ok || undefined}>
        <IconSearch size={18} stroke={1.6} aria-hidden="true" />
        <div className={css["field"]}>
          <pre aria-hidden="true">
            <ColouredQuery text={draft} />{" "}
          </pre>
          <textarea
            ref={field}
            rows={1}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value.replaceAll(/[\r\n]+/g, " "))}
            onKeyDown={press}
            aria-label={t("stream.query")}
            aria-describedby="query-words"
            aria-invalid={!parsed.ok || undefined}
            placeholder={t("stream.query_placeholder")}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            enterKeyHint="search"
          />
        </div>
        {draft === "" ? null : (
          <IconButton label={t("stream.clear_query")} onClick={clear}>
            <IconX size={18} stroke={1.6} />
          </IconButton>
        )}
        <RecentMenu onPick={run} />
        <IconButton label={t("query.help.open")} onClick={onHelp}>
          <IconHelp size={18} stroke={1.6} />
        </IconButton>
      </div>
      <div className={css["words"]} id="query-words">
        {parsed.ok ? (
          <>
            {draft.trim() === query.trim() ? total : <b>{t("stream.press_enter")}</b>}
            {late.trim() === "" ? null : <ReadBack tree={parsed.tree} />}
          </>
        ) : (
          <QueryErrors source={late} errors={parsed.errors} onMend={run} />
        )}
      </div>
    </search>
  );
}

function RecentMenu({ onPick }: { onPick: (query: string) => void }) {
  const { t } = useTranslation("listen");
  const recent = useRecentQueries();
  return (
    <Menu width={420}>
      <Menu.Target>
        <IconButton label={t("stream.history")}>
          <IconHistory size={18} stroke={1.6} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(recent.length === 0 ? "stream.no_history" : "stream.history")}</Menu.Label>
        {recent.map((one) => (
          <Menu.Item key={one} onClick={() => onPick(one)}>
            <code className={css["recent"]}>{one}</code>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
