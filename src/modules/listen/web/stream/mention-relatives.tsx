import { useTranslation } from "react-i18next";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Mention } from "../../contract/mentions.ts";
import { DeskLink } from "../desk-link.tsx";
import css from "./mention-relatives.module.css";
import { useStream } from "./use-stream.ts";

/** The same told elsewhere, what it answers, and the ways it reached us. */
export function MentionRelatives({ mention }: { mention: Mention }) {
  const { t } = useTranslation("listen");
  const { query, sort } = useStream();
  const searchOf = (sel: string) => ({
    q: query === "" ? undefined : query,
    sort: sort === "newest" ? undefined : sort,
    sel,
  });
  return (
    <>
      {mention.duplicates.length === 0 ? null : (
        <div className={css["section"]}>
          <RuledSection level={3} title={t("reader.also_in", { count: mention.duplicates.length })}>
            <ul className={css["lines"]}>
              {mention.duplicates.map((one) => (
                <li key={one.id}>
                  <TimeText at={one.publishedAt} />
                  <DeskLink to="/aliran" search={searchOf(one.id)}>
                    {one.title}
                  </DeskLink>
                  <span>{one.outlet}</span>
                </li>
              ))}
            </ul>
          </RuledSection>
        </div>
      )}
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
