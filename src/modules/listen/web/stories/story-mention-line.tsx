import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { TimeText } from "#web/kit/time-text.tsx";
import type { StoryMention } from "../../contract/story.ts";
import { DeskLink } from "../desk-link.tsx";

/** One mention of a story: what it says, who says it, and how surely it belongs. */
export function StoryMentionLine({ mention }: { mention: StoryMention }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { id, title, outlet, author, publishedAt, tone, score } = mention;
  return (
    <div data-tone={tone ?? undefined}>
      <DeskLink to="/aliran" search={{ sel: id }}>
        {title}
      </DeskLink>
      <p>
        {author === null ? outlet : `${outlet}, ${author}`} · <TimeText at={publishedAt} look="dateTime" />
        {tone === null ? null : ` · ${t(`tone.${tone}`)}`} ·{" "}
        {score === null ? t("stories.by_person") : t("stories.near", { share: format.percent(score) })}
      </p>
    </div>
  );
}
