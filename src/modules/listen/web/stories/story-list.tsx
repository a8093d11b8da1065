import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Sparkline } from "#web/kit/sparkline.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Story } from "../../contract/story.ts";
import { DeskLink } from "../desk-link.tsx";
import { ToneBar } from "../monitors/tone-bar.tsx";
import ranks from "../ranked-list.module.css";
import { CourseChip } from "./course-chip.tsx";
import css from "./stories.module.css";
import { storyPath, storyQuery } from "./use-stories.ts";

/** Stories by rank, a line each. Every number opens the mentions behind it. */
export function StoryList({ stories, start }: { stories: readonly Story[]; start: number }) {
  const { t } = useTranslation("listen");
  return (
    <ol
      className={`${ranks["list"]} ${css["ranked"]}`}
      style={{ counterReset: `rank ${start}` }}
      aria-label={t("stories.title")}
    >
      {stories.map((story) => (
        <StoryRow key={story.id} story={story} />
      ))}
    </ol>
  );
}

function StoryRow({ story }: { story: Story }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { id, title, mentions, outlets, press, tones, firstAt, lastAt, course } = story;
  const others = mentions - press;
  return (
    <li>
      <div className={css["what"]}>
        <h3>
          <DeskLink to={storyPath(id)}>{title}</DeskLink>
        </h3>
        <p>
          <CourseChip course={course} /> {t("stories.from")} <TimeText at={firstAt} look="dateTime" /> ·{" "}
          {t("stories.latest")} <TimeText at={lastAt} look="dateTime" />
        </p>
      </div>
      <p className={ranks["figure"]}>
        <DeskLink to="/aliran" search={{ q: storyQuery(id) }}>
          <b>{format.whole(mentions)}</b> <span>{t("stories.mentions", { count: mentions })}</span>
        </DeskLink>
        {story.inPeriod === mentions ? null : (
          <small>{t("stories.in_period", { number: format.whole(story.inPeriod) })}</small>
        )}
      </p>
      <p className={ranks["figure"]}>
        <b>{format.whole(outlets)}</b> <span>{t("stories.outlets_count", { count: outlets })}</span>
        <small>
          {others === 0
            ? t("stories.press_only")
            : t("stories.from_public", { number: format.whole(others) })}
        </small>
      </p>
      <Sparkline values={story.curve} kind="bars" width={140} height={28} />
      <ToneBar counts={tones} total={tones.negative + tones.neutral + tones.positive + tones.unsure} />
    </li>
  );
}
