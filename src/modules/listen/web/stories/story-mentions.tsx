import { Checkbox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { StoryDetail, StoryVerdictInput } from "../../contract/story.ts";
import { listen } from "../listen-api.ts";
import { PageTurns } from "../page-turns.tsx";
import css from "./stories.module.css";
import { StoryMentionLine } from "./story-mention-line.tsx";
import { StoryPicker } from "./story-picker.tsx";
import { useJudgeStory } from "./use-stories.ts";

const onPage = 20;
const sorts = ["newest", "oldest", "doubtful"] as const;

/** The mentions of a story; chosen ones become a story of their own, go elsewhere, or are taken out. */
export function StoryMentions({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayJudge = useMay("mentions.tag");
  const { judge, failure } = useJudgeStory(story.id);
  const [sort, setSort] = useState<(typeof sorts)[number]>("newest");
  const [skip, setSkip] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isMoving, setMoving] = useState(false);
  const query = useQuery(
    listen.queries.stories.listStoryMentions.queryOptions({
      input: { id: story.id, sort, skip, limit: onPage },
      placeholderData: keepPreviousData,
    }),
  );
  const decide = async (decision: StoryVerdictInput) => {
    if (!(await judge(decision))) return;
    setChosen([]);
    setMoving(false);
  };
  const isWhole = chosen.length >= story.mentions;
  return (
    <RuledSection
      title={t("stories.made_of", { number: format.whole(story.mentions) })}
      deck={mayJudge ? t("stories.made_of_deck") : undefined}
      aside={
        <Segmented
          label={t("stories.order")}
          value={sort}
          options={sorts.map((value) => ({ value, label: t(`stories.orders.${value}`) }))}
          onChange={(value) => {
            setSort(value);
            setSkip(0);
          }}
        />
      }
    >
      {failure === undefined ? null : <ErrorNote error={failure} />}
      {chosen.length === 0 ? null : (
        <div className={css["bulk"]}>
          <b>{t("stories.chosen", { count: chosen.length, number: format.whole(chosen.length) })}</b>
          <Button
            disabled={isWhole}
            onClick={() => void decide({ verdict: "split", mentionIds: [...chosen] })}
          >
            {t("stories.act.split")}
          </Button>
          <Button onClick={() => setMoving(true)}>{t("stories.act.move")}</Button>
          <Button
            disabled={isWhole}
            onClick={() => void decide({ verdict: "remove", mentionIds: [...chosen] })}
          >
            {t("stories.act.remove")}
          </Button>
          <Button kind="ghost" onClick={() => setChosen([])}>
            {t("stories.act.clear")}
          </Button>
          {isWhole ? <small>{t("stories.whole_help")}</small> : null}
        </div>
      )}
      <QueryView query={query} rows={5}>
        {({ items, nextSkip }) => (
          <>
            <ul className={css["mentions"]} aria-label={t("stories.mentions_list")}>
              {items.map((one) => (
                <li key={one.id}>
                  {mayJudge ? (
                    <Checkbox
                      aria-label={t("stories.choose_of", { title: one.title })}
                      checked={chosen.includes(one.id)}
                      onChange={({ currentTarget: { checked } }) =>
                        setChosen((ids) => (checked ? [...ids, one.id] : ids.filter((id) => id !== one.id)))
                      }
                    />
                  ) : null}
                  <StoryMentionLine mention={one} />
                </li>
              ))}
            </ul>
            <PageTurns
              label={t("stories.mention_pages")}
              skip={skip}
              onPage={onPage}
              nextSkip={nextSkip}
              onSkip={setSkip}
            />
          </>
        )}
      </QueryView>
      <Dialog isOpen={isMoving} title={t("stories.move_title")} size="lg" onClose={() => setMoving(false)}>
        <StoryPicker
          story={story}
          act={t("stories.act.choose_move")}
          onPick={(otherId) => decide({ verdict: "move", mentionIds: [...chosen], otherId })}
        />
      </Dialog>
    </RuledSection>
  );
}
