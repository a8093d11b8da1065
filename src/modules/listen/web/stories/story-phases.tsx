import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { StoryDetail } from "../../contract/story.ts";
import { DeskLink } from "../desk-link.tsx";
import css from "./stories.module.css";
import { phaseLetter } from "./story-journey.tsx";
import { storyQuery } from "./use-stories.ts";

/** The stretches of the story in which one thing was spoken of, and what is new on its last day. */
export function StoryPhases({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { phases, fresh } = story;
  const minute = (at: string): string => `${at.slice(0, 16)}Z`;
  return (
    <RuledSection
      title={t("stories.phases")}
      deck={t("stories.phases_deck", { number: format.whole(story.looked) })}
    >
      <ol className={css["phases"]}>
        {phases.map((phase, index) => (
          <li key={phase.from}>
            <span aria-hidden="true">{phaseLetter(index)}</span>
            <div>
              <p className={css["when"]}>
                <TimeText at={phase.from} look="dateTime" /> – <TimeText at={phase.to} look="dateTime" /> ·{" "}
                <DeskLink
                  to="/aliran"
                  search={{
                    q: `${storyQuery(story.id)} since:${minute(phase.from)} until:${minute(phase.to)}`,
                  }}
                >
                  {t("stories.mentions_number", {
                    count: phase.mentions,
                    number: format.whole(phase.mentions),
                  })}
                </DeskLink>
              </p>
              <h3>{phase.title}</h3>
              <p>{phase.phrases.join(" · ")}</p>
            </div>
          </li>
        ))}
      </ol>
      {fresh.phrases.length === 0 || phases.length < 2 ? null : (
        <p className={css["fresh"]}>
          <b>{t("stories.fresh")}</b> <TimeText at={fresh.since} look="dateTime" />:{" "}
          {fresh.phrases.map(({ phrase }) => phrase).join(" · ")}
        </p>
      )}
    </RuledSection>
  );
}
