import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { TimeText } from "#web/kit/time-text.tsx";
import type { StoryDetail } from "../../contract/story.ts";
import { FollowSpikes } from "../alerts/follow-spikes.tsx";
import { DeskLink } from "../desk-link.tsx";
import { ToneBar } from "../monitors/tone-bar.tsx";
import { CourseChip } from "./course-chip.tsx";
import css from "./stories.module.css";
import { StoryActs } from "./story-acts.tsx";
import { storyQuery } from "./use-stories.ts";

/** What the story is: its headline, its own sentences, and its figures at a glance. */
export function StoryHead({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayJudge = useMay("mentions.tag");
  const { title, course, firstAt, lastAt, summary, phrases, mentions, press, outlets, tones } = story;
  const open = { q: storyQuery(story.id) };
  return (
    <header className={css["head"]}>
      <div>
        <p className={css["kicker"]}>
          <CourseChip course={course} /> {t("stories.story_from")} <TimeText at={firstAt} look="dateTime" />,{" "}
          {t("stories.latest")} <TimeText at={lastAt} look="dateTime" /> ·{" "}
          <DeskLink to="/cerita">{t("stories.back")}</DeskLink>
        </p>
        <h1>{title}</h1>
        {summary.length > 0 ? (
          <div className={css["summary"]}>
            {summary.map(({ sentence, mentionId, outlet }) => (
              <p key={`${mentionId} ${sentence}`}>
                {sentence} <cite>{outlet}</cite>
              </p>
            ))}
          </div>
        ) : null}
        {phrases.length === 0 ? null : (
          <p className={css["phrases"]}>
            <span>{t("stories.phrases")}</span>{" "}
            {phrases.map(({ phrase, mentions: count }) => (
              <span key={phrase}>
                {phrase} <small>×{format.whole(count)}</small>
              </span>
            ))}
          </p>
        )}
        <div className={css["acts"]}>
          <FollowSpikes kind="story" subject={story.id} />
          {mayJudge ? <StoryActs story={story} /> : null}
        </div>
      </div>
      <dl className={css["facts"]}>
        <div>
          <dt>{t("stories.fact.mentions")}</dt>
          <dd>
            <DeskLink to="/aliran" search={open}>
              {format.whole(mentions)}
            </DeskLink>
          </dd>
        </div>
        <div>
          <dt>{t("stories.fact.press")}</dt>
          <dd>{format.whole(press)}</dd>
        </div>
        <div>
          <dt>{t("stories.fact.public")}</dt>
          <dd>{format.whole(mentions - press)}</dd>
        </div>
        <div>
          <dt>{t("stories.fact.outlets")}</dt>
          <dd>{format.whole(outlets)}</dd>
        </div>
        <div>
          <dt>{t("stories.fact.tone")}</dt>
          <dd>
            <ToneBar counts={tones} total={tones.negative + tones.neutral + tones.positive + tones.unsure} />
          </dd>
        </div>
      </dl>
    </header>
  );
}
