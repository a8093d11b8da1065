import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { StoryDetail } from "../../contract/story.ts";
import { usePlaces } from "../analysis/use-places.ts";
import { DeskLink } from "../desk-link.tsx";
import ranks from "../home/ranked-lines.module.css";
import { ToneBar } from "../monitors/tone-bar.tsx";
import { RankedNewsmakers } from "../newsmakers/ranked-newsmakers.tsx";
import { toggleValue } from "../stream/edit-query.ts";
import css from "./stories.module.css";
import { storyQuery } from "./use-stories.ts";

const mostShown = 10;

/** Who is named in the story, which outlets tell it in what tone, and where it plays. */
export function StoryCompany({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { nameOf } = usePlaces();
  const { places, outletList } = story;
  const people = story.people.map(({ mentions, ...one }) => ({ ...one, count: mentions }));
  const query = storyQuery(story.id);
  const mostPlaces = Math.max(1, ...places.map(({ mentions }) => mentions));
  return (
    <>
      <RuledSection title={t("stories.outlets")}>
        <ol className={css["outlets"]}>
          {outletList.slice(0, mostShown).map((one) => (
            <li key={`${one.isPress} ${one.outlet}`}>
              <DeskLink to="/aliran" search={{ q: toggleValue(query, "outlet", one.outlet) }}>
                {one.outlet}
              </DeskLink>
              <span>{format.whole(one.mentions)}</span>
              <ToneBar
                counts={one.tones}
                total={one.tones.negative + one.tones.neutral + one.tones.positive + one.tones.unsure}
              />
            </li>
          ))}
        </ol>
      </RuledSection>
      {people.length === 0 ? null : (
        <RuledSection title={t("stories.people")}>
          <RankedNewsmakers ranked={people.slice(0, mostShown)} />
        </RuledSection>
      )}
      {places.length === 0 ? null : (
        <RuledSection title={t("stories.places")}>
          <ol className={ranks["lines"]}>
            {places.slice(0, mostShown).map((one) => (
              <li key={one.code}>
                <DeskLink
                  to="/aliran"
                  search={{ q: toggleValue(query, "place", nameOf(one.code)) }}
                  className={ranks["name"]}
                >
                  {nameOf(one.code)}
                </DeskLink>
                <span className={ranks["beside"]}>{format.whole(one.mentions)}</span>
                <i aria-hidden="true" style={{ width: `${(one.mentions / mostPlaces) * 100}%` }} />
              </li>
            ))}
          </ol>
        </RuledSection>
      )}
    </>
  );
}
