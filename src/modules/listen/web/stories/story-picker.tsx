import { TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { listen } from "../listen-api.ts";
import css from "./story-picker.module.css";

const dayMs = 86_400_000;
/** Stories of so many days around this one are offered. */
const aroundDays = 10;
const mostOffered = 12;

/** Finds another story of about the same days, by words of its title. */
export function StoryPicker({
  story,
  act,
  onPick,
}: {
  story: { id: string; firstAt: string; lastAt: string };
  /** What the button beside each story says. */
  act: string;
  onPick: (id: string) => Promise<void>;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [words, setWords] = useState("");
  const shifted = (at: string, days: number): string => new Date(Date.parse(at) + days * dayMs).toISOString();
  const found = useQuery(
    listen.queries.stories.listStories.queryOptions({
      input: {
        from: shifted(story.firstAt, -aroundDays),
        until: shifted(story.lastAt, aroundDays),
        words: words.trim(),
        limit: mostOffered + 1,
      },
      placeholderData: keepPreviousData,
    }),
  );
  const offered = (found.data?.items ?? []).filter(({ id }) => id !== story.id).slice(0, mostOffered);
  return (
    <div className={css["picker"]}>
      <TextInput
        label={t("stories.find_story")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {found.isError ? <ErrorNote error={found.error} /> : null}
      {found.data !== undefined && offered.length === 0 ? (
        <p className={css["quiet"]}>{t("stories.no_story_found")}</p>
      ) : (
        <ul aria-label={t("stories.offered")}>
          {offered.map((one) => (
            <li key={one.id}>
              <p>
                <b>{one.title}</b>
                <br />
                <TimeText at={one.firstAt} look="dateTime" /> ·{" "}
                {t("stories.mentions_number", { count: one.mentions, number: format.whole(one.mentions) })}
              </p>
              <Button size="small" aria-label={`${act}: ${one.title}`} onClick={() => void onPick(one.id)}>
                {act}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
