import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { StoryDecision, StoryDetail } from "../../contract/story.ts";
import { JudgementLine } from "../analysis/judgement-line.tsx";
import list from "../analysis/judgement-list.module.css";
import { DeskLink } from "../desk-link.tsx";
import { storyPath, useJudgeStory } from "./use-stories.ts";

/** What people decided about the story, and taking it back. */
export function StoryDecisions({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const { undo, failure } = useJudgeStory(story.id);
  if (story.decisions.length === 0) return null;
  return (
    <RuledSection title={t("stories.decisions")}>
      {failure === undefined ? null : <ErrorNote error={failure} />}
      <ul className={list["list"]} aria-label={t("stories.decisions")}>
        {story.decisions.map((one) => (
          <JudgementLine key={one.id} judgement={one} onUndo={() => void undo(one.id)}>
            <p>
              <b>
                <DecisionWords decision={one} />
              </b>{" "}
              {one.other?.title == null || one.other.id === story.id ? null : (
                <DeskLink to={storyPath(one.other.id)}>{one.other.title}</DeskLink>
              )}
            </p>
          </JudgementLine>
        ))}
      </ul>
    </RuledSection>
  );
}

function DecisionWords({ decision: { verdict, mentions, name } }: { decision: StoryDecision }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  if (verdict === "rename")
    return name === null ? t("stories.decided.unname") : t("stories.decided.rename", { name });
  return t(`stories.decided.${verdict}`, { count: mentions, number: format.whole(mentions) });
}
