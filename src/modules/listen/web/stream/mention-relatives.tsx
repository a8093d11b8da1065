import { useTranslation } from "react-i18next";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Mention } from "../../contract/mentions.ts";
import { CopySection } from "../copies/copy-section.tsx";
import { DeskLink } from "../desk-link.tsx";
import { MentionStory } from "../stories/mention-story.tsx";
import css from "./mention-relatives.module.css";
import { useStream } from "./use-stream.ts";

/** The same told elsewhere, what it answers, and the ways it reached us. */
export function MentionRelatives({ mention }: { mention: Mention }) {
  const { t } = useTranslation("listen");
  const { searchOf } = useStream();
  return (
    <>
      <MentionStory id={mention.id} />
      <CopySection key={mention.id} mention={mention} searchOf={searchOf} />
      {mention.parentId === null ? null : (
        <p className={css["parent"]}>
          <DeskLink to="/aliran" search={searchOf(mention.parentId)}>
            {t("reader.parent")}
          </DeskLink>
        </p>
      )}
      <details className={css["origins"]}>
        <summary>{t("reader.origins", { count: mention.origins.length })}</summary>
        <ul className={css["lines"]}>
          {mention.origins.map((one) => (
            <li key={`${one.sourceId} ${one.externalId}`}>
              <TimeText at={one.receivedAt} />
              {one.sourceId === null ? (
                <span>{t("reader.by_hand")}</span>
              ) : (
                <>
                  {one.isFollowed ? (
                    <DeskLink to="/sumber" search={{ sumber: one.sourceId }}>
                      {one.sourceTitle}
                    </DeskLink>
                  ) : (
                    <span>{one.sourceTitle}</span>
                  )}
                  <code>{one.externalId}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
