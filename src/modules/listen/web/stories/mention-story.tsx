import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import css from "./stories.module.css";
import { storyPath } from "./use-stories.ts";

/** The story that a mention is a part of; nothing where it stands alone. */
export function MentionStory({ id }: { id: string }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { data } = useQuery(listen.queries.stories.getMentionStory.queryOptions({ input: { id } }));
  const story = data?.story;
  if (!story) return null;
  return (
    <p className={css["part"]}>
      {t("stories.part_of")} <DeskLink to={storyPath(story.id)}>{story.title}</DeskLink>{" "}
      <small>
        {t("stories.mentions_number", { count: story.mentions, number: format.whole(story.mentions) })}
      </small>
    </p>
  );
}
