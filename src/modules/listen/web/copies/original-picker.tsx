import { TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Mention } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import css from "./copy-section.module.css";

const mostOffered = 8;
/** Words of a headline that a search begins with: more would find only itself. */
const wordsAsked = 3;

/** Finds the mention that this one is a copy of: by words, as in the stream. */
export function OriginalPicker({
  mention,
  known,
  onPick,
}: {
  mention: Mention;
  /** Copies that are known already are not offered. */
  known: readonly string[];
  onPick: (id: string) => void;
}) {
  const { t } = useTranslation("listen");
  const [words, setWords] = useState(() => beginning(mention));
  const found = useQuery(
    listen.queries.mentions.searchMentions.queryOptions({
      input: { q: words, sort: "relevance", limit: mostOffered + known.length + 1 },
      enabled: words.trim() !== "",
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const offered = (found.data?.items ?? [])
    .filter(({ id }) => id !== mention.id && !known.includes(id))
    .slice(0, mostOffered);
  return (
    <div className={css["picker"]}>
      <TextInput
        label={t("copies.find_original")}
        description={t("copies.find_original_help")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {found.isError ? <ErrorNote error={found.error} /> : null}
      {found.data !== undefined && offered.length === 0 ? (
        <p className={css["quiet"]}>{t("copies.no_original")}</p>
      ) : (
        <ul className={css["offered"]} aria-label={t("copies.offered")}>
          {offered.map((one) => (
            <li key={one.id}>
              <p>
                <b>{one.outlet}</b> <TimeText at={one.publishedAt} look="dateTime" />
                <br />
                {one.title === "" ? one.excerpt : one.title}
              </p>
              <Button
                size="small"
                aria-label={t("copies.choose_of", { outlet: one.outlet })}
                onClick={() => onPick(one.id)}
              >
                {t("copies.choose")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The longest words of the headline, without what a query would read as its own signs. */
function beginning({ title, text }: Mention): string {
  const words = (title === "" ? text.slice(0, 200) : title).match(/\p{L}{4,}/gu) ?? [];
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .slice(0, wordsAsked)
    .join(" OR ");
}
