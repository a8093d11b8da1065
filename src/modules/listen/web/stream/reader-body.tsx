import { IconBolt, IconLock, IconPaperclip, IconX } from "@tabler/icons-react";
import { type RefObject, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { highlightRanges } from "#text/query/highlight-ranges.ts";
import type { QueryNode } from "#text/query/tree.ts";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Chip } from "#web/kit/chip.tsx";
import { Note } from "#web/kit/note.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Mention } from "../../contract/mentions.ts";
import { TraitLines } from "../analysis/trait-lines.tsx";
import { useJudge } from "../analysis/use-judge.ts";
import { WhyView } from "../analysis/why-view.tsx";
import { langOf } from "../lang-of.ts";
import { CoveredNote } from "../personal/covered-note.tsx";
import { useReveal } from "../personal/use-reveal.ts";
import { useMentionWords } from "../use-mention-words.ts";
import { placeKind } from "./clip-fields.ts";
import { cutAtHits, Hits } from "./mark-hits.tsx";
import { MentionRelatives } from "./mention-relatives.tsx";
import { NoteList } from "./note-list.tsx";
import css from "./reader-body.module.css";
import type { Acts } from "./use-acts.ts";
import { VersionView } from "./version-view.tsx";

/** One mention whole: tags, headline, byline, versions, the original text, and what hangs on it. */
export function ReaderBody({
  mention: covered,
  tree,
  acts,
  note,
}: {
  mention: Mention;
  tree: QueryNode | undefined;
  acts: Acts;
  note: RefObject<HTMLTextAreaElement | null>;
}) {
  const { t } = useTranslation("listen");
  const { channelName } = useMentionWords();
  const mayTag = useMay("mentions.tag");
  const judge = useJudge();
  const reveal = useReveal(covered);
  const { mention } = reveal;
  const [isWhy, setWhy] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <div className={css["body"]}>
      <p className={css["chips"]}>
        <Chip>{channelName(mention.channel)}</Chip>
        {mention.tags.map((tag) => (
          <Chip key={tag} kind="own">
            {tag}
            <RuleMark rule={mention.ruleTags.find((one) => one.tag === tag)?.rule} />
            {mayTag ? (
              <button
                type="button"
                className={css["untag"]}
                aria-label={t("reader.untag", { tag })}
                onClick={() => void acts.tag({ ids: [mention.id] }, tag, false)}
              >
                <IconX size={13} stroke={2} aria-hidden="true" />
              </button>
            ) : null}
          </Chip>
        ))}
      </p>
      <h2 lang={langOf(mention.language)}>
        <Hits tree={tree} text={mention.title} part="title" />
      </h2>
      <Byline mention={mention} />
      {mention.isGone ? (
        <div className={css["gone"]}>
          <Note kind="brass" title={t("reader.gone")}>
            {t("reader.gone_text")}
          </Note>
        </div>
      ) : null}
      <CoveredNote mention={covered} reveal={reveal} />
      <TraitLines mention={mention} judge={judge} reason={reason} isWhy={isWhy} onWhy={setWhy} />
      <VersionView mention={mention}>
        {isWhy ? (
          <WhyView mention={mention} judge={judge} reason={reason} onReason={setReason} />
        ) : (
          <>
            {mention.imageUrl === null ? null : <OwnImage address={mention.imageUrl} />}
            <Prose text={mention.text} tree={tree} language={mention.language} />
          </>
        )}
      </VersionView>
      <Attachments mention={mention} />
      <NoteList mention={mention} field={note} />
      <MentionRelatives mention={mention} />
    </div>
  );
}

/** Says that a rule gave a tag, and which. */
function RuleMark({ rule }: { rule: string | undefined }) {
  const { t } = useTranslation("listen");
  if (rule === undefined) return null;
  const words = t("reader.by_rule", { rule });
  return (
    <span title={words}>
      <IconBolt size={13} stroke={1.75} aria-hidden="true" />
      <span className="sr">{words}</span>
    </span>
  );
}

function Byline({ mention }: { mention: Mention }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { engagement, engagementAt, timePrecision, publishedAt } = mention;
  const counts = (["views", "likes", "replies", "shares"] as const).flatMap((name) => {
    const value = engagement?.[name] ?? null;
    return value === null ? [] : [t(`mention.${name}`, { count: value, number: format.compact(value) })];
  });
  return (
    <p className={css["by"]}>
      <b>{mention.outlet}</b>
      {mention.author === null ? null : <span>{mention.author}</span>}
      {timePrecision === "received" ? (
        <span>{t("reader.time_unknown")}</span>
      ) : (
        <time dateTime={publishedAt}>
          {timePrecision === "day"
            ? format.dateMedium(publishedAt)
            : `${format.dateMedium(publishedAt)}, ${format.timeZoned(publishedAt)}`}
        </time>
      )}
      {mention.place === null ? null : (
        <span>
          {t(
            `reader.place_of.${mention.channel === "field" ? "point" : (placeKind(mention.channel) ?? "page")}`,
            {
              place: mention.place,
            },
          )}
        </span>
      )}
      <span className={css["quiet"]}>
        {t("reader.received")} <TimeText at={mention.receivedAt} />
      </span>
      {counts.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {engagementAt === null ? null : (
        <span className={css["quiet"]}>
          {t("reader.counted")} <TimeText at={engagementAt} />
        </span>
      )}
    </p>
  );
}

/** Pictures are shown from our own store only: an address elsewhere would tell its owner who reads what. */
function OwnImage({ address }: { address: string }) {
  return address.startsWith("/") ? (
    <img src={address} alt="" loading="lazy" className={css["image"]} />
  ) : null;
}

function Prose({ text, tree, language }: { text: string; tree: QueryNode | undefined; language: string }) {
  const { t } = useTranslation("listen");
  const paragraphs = useMemo(() => {
    const ranges = tree === undefined || tree.kind === "all" ? [] : highlightRanges(tree, text, "text");
    return [...text.matchAll(/[^\n]+/g)].map((match) => {
      const start = match.index;
      const end = start + match[0].length;
      const own = ranges
        .filter((range) => range.start < end && range.end > start)
        .map((range) => ({ start: Math.max(0, range.start - start), end: Math.min(end, range.end) - start }));
      return { start, pieces: cutAtHits(match[0], own) };
    });
  }, [text, tree]);
  if (paragraphs.length === 0) return <p className={css["empty"]}>{t("reader.no_text")}</p>;
  return (
    <div className={css["prose"]} lang={langOf(language)}>
      {paragraphs.map(({ start, pieces }) => (
        <p key={start}>
          {pieces.map((piece) =>
            piece.isHit ? (
              <mark key={piece.start}>{piece.text}</mark>
            ) : (
              <span key={piece.start}>{piece.text}</span>
            ),
          )}
        </p>
      ))}
    </div>
  );
}

function Attachments({ mention }: { mention: Mention }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  if (mention.attachments.length === 0) return null;
  return (
    <ul className={css["attachments"]} aria-label={t("reader.attachments")}>
      {mention.attachments.map((one) => (
        <li key={one.id}>
          {one.url === null ? (
            <span className={css["closed"]}>
              <IconLock size={18} stroke={1.6} aria-hidden="true" />
              {t("personal.scan_closed", { name: one.name })}
            </span>
          ) : (
            <a href={one.url} target="_blank" rel="noopener noreferrer">
              {one.mediaType.startsWith("image/") ? (
                <img src={one.url} alt={one.name} loading="lazy" />
              ) : (
                <IconPaperclip size={18} stroke={1.6} aria-hidden="true" />
              )}
              <span>
                {one.name} <small>{format.bytes(one.bytes)}</small>
              </span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
