import { IconHistory, IconNote } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { QueryNode } from "#text/query/tree.ts";
import { Chip } from "#web/kit/chip.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { MentionSummary } from "../../contract/mentions.ts";
import { TraitMarks } from "../analysis/trait-marks.tsx";
import { langOf } from "../lang-of.ts";
import { MentionMonitors } from "../monitors/mention-monitors.tsx";
import { useMentionWords } from "../use-mention-words.ts";
import { Hits } from "./mark-hits.tsx";
import css from "./mention-row.module.css";

const tagsShown = 3;

/** One mention in the list: who and where, headline, two lines of text, and what is known about it. */
export const MentionRow = memo(function MentionRow({
  mention,
  tree,
  search,
  isOpen,
  isChosen,
  isSelecting,
  onToggle,
}: {
  mention: MentionSummary;
  tree: QueryNode | undefined;
  /** Search parameters of the address that opens this mention. */
  search: Record<string, string | undefined>;
  isOpen: boolean;
  isChosen: boolean;
  isSelecting: boolean;
  onToggle: (id: string, withRange: boolean) => void;
}) {
  const { t } = useTranslation("listen");
  const { channelName } = useMentionWords();
  const { id, title, excerpt, language } = mention;
  return (
    <div
      className={css["row"]}
      data-open={isOpen || undefined}
      data-unread={!mention.isRead || undefined}
      data-selecting={isSelecting || undefined}
    >
      <div className={css["when"]}>
        <TimeText at={mention.publishedAt} />
        <input
          type="checkbox"
          className={css["box"]}
          checked={isChosen}
          aria-label={t("stream.choose_mention", { title })}
          onChange={() => undefined}
          onClick={(event) => onToggle(id, event.shiftKey)}
        />
      </div>
      <div className={css["what"]}>
        <p className={css["source"]}>
          <b>{mention.outlet}</b> <span>{channelName(mention.channel)}</span>
          {mention.isRead ? null : <span className="sr">{t("stream.unread")}</span>}
        </p>
        <h2 lang={langOf(language)}>
          <Link
            to="/aliran"
            search={search as never}
            resetScroll={false}
            aria-current={isOpen ? "true" : undefined}
          >
            {title === "" ? t("mention.gone") : <Hits tree={tree} text={title} part="title" />}
          </Link>
        </h2>
        {excerpt === "" ? null : (
          <p className={css["excerpt"]} lang={langOf(language)}>
            <Hits tree={tree} text={excerpt} part="text" />
          </p>
        )}
        <Facts mention={mention} />
      </div>
    </div>
  );
});

function Facts({ mention }: { mention: MentionSummary }) {
  const { t } = useTranslation("listen");
  const { author, copies, versionCount, noteCount, isGone, tags, analysis, monitorIds } = mention;
  const hasAny =
    author !== null ||
    copies !== null ||
    versionCount > 1 ||
    noteCount > 0 ||
    isGone ||
    tags.length > 0 ||
    monitorIds.length > 0 ||
    analysis !== null;
  if (!hasAny) return null;
  return (
    <p className={css["facts"]}>
      <MentionMonitors ids={monitorIds} />
      {isGone ? <span className={css["gone"]}>{t("mention.gone")}</span> : null}
      {analysis === null ? null : <TraitMarks analysis={analysis} />}
      {author === null ? null : <span>{author}</span>}
      {copies === null ? null : (
        <span className={css["also"]}>
          {copies.outlets > 1
            ? t("mention.also_in", { count: copies.outlets - 1 })
            : t("mention.also_said", { count: copies.mentions - 1 })}
        </span>
      )}
      {copies === null || copies.first.id === mention.id || copies.outlets === 1 ? null : (
        <span>{t("mention.first_in", { outlet: copies.first.outlet })}</span>
      )}
      {versionCount > 1 ? (
        <span>
          <IconHistory size={13} stroke={1.75} aria-hidden="true" />
          {t("mention.version_count", { count: versionCount })}
        </span>
      ) : null}
      {noteCount > 0 ? (
        <span>
          <IconNote size={13} stroke={1.75} aria-hidden="true" />
          {t("mention.note_count", { count: noteCount })}
        </span>
      ) : null}
      {tags.slice(0, tagsShown).map((tag) => (
        <Chip key={tag} kind="own">
          {tag}
        </Chip>
      ))}
      {tags.length > tagsShown ? <span>+{tags.length - tagsShown}</span> : null}
    </p>
  );
}
