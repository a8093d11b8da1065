import { useTranslation } from "react-i18next";
import type { Speaker } from "#modules/accounts/contract/statements.ts";
import type { Finding } from "../../contract/checks.ts";
import { type Content, wordsOf } from "../../contract/content.ts";
import { useSentence } from "../use-sentence.ts";
import css from "./composer.module.css";

/** What readers will see there: the words as they go out, what the network makes a link of, card and pictures. */
export function PostPreview({
  speaker,
  content,
  findings,
}: {
  speaker: Speaker;
  content: Content;
  /** Their places are marked. */
  findings: readonly Finding[];
}) {
  const { t } = useTranslation("publish");
  const say = useSentence();
  const words = wordsOf(content);
  const host = content.link !== null && URL.canParse(content.link) ? new URL(content.link).hostname : null;
  return (
    <figure className={css["preview"]}>
      <figcaption>{t("preview.title", { network: say(speaker.networkName) })}</figcaption>
      <p className={css["who"]}>
        <span aria-hidden="true">{speaker.shownHandle.replace(/^@/, "").slice(0, 2).toUpperCase()}</span>
        <b>{speaker.shownHandle}</b>
      </p>
      {speaker.rules.mostTitleLength !== null && content.headline !== "" ? (
        <p className={css["headline"]}>{content.headline}</p>
      ) : null}
      {words === "" ? <p className={css["nothing"]}>{t("preview.empty")}</p> : null}
      <p className={css["words"]}>
        {pieces(words, placesIn(words, findings)).map(({ text, isLink, isFound, at }) =>
          isLink || isFound ? (
            <span key={at} className={isLink ? css["linked"] : undefined} data-found={isFound || undefined}>
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </p>
      {content.media.length === 0 ? null : (
        <div className={css["pictures"]} data-count={Math.min(content.media.length, 4)}>
          {content.media.slice(0, Math.max(speaker.rules.mostMedia, 0)).map(({ fileId, alt }) => (
            <img key={fileId} src={`/api/files/${fileId}`} alt={alt} />
          ))}
        </div>
      )}
      {host === null || (content.link !== null && words.includes(content.link)) ? null : (
        <p className={css["card"]}>
          {host}
          <small>{content.link}</small>
        </p>
      )}
    </figure>
  );
}

type Range = { readonly start: number; readonly end: number };

/** Where what was found still stands; somebody may have typed since. */
const placesIn = (words: string, findings: readonly Finding[]): Range[] =>
  findings.flatMap(({ place, quote, override, kind }) =>
    place !== null &&
    override === null &&
    kind !== "longSentence" &&
    (kind === "unfilled" || words.slice(place.start, place.end).startsWith(quote))
      ? [place]
      : [],
  );

/** Hashtags, names of accounts and web addresses, what was found, and what stands between them. */
function pieces(
  words: string,
  found: readonly Range[],
): { text: string; isLink: boolean; isFound: boolean; at: number }[] {
  const links = [
    ...words.matchAll(/https?:\/\/\S+|(?<![\p{L}\p{N}_&/])[#@][\p{L}\p{N}_][\p{L}\p{N}_.@-]*/gu),
  ].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const cuts = [...links, ...found].flatMap(({ start, end }) => [start, end]);
  const edges = [...new Set([0, ...cuts, words.length])].sort((a, b) => a - b);
  const isIn = (ranges: readonly Range[], at: number): boolean =>
    ranges.some(({ start, end }) => at >= start && at < end);
  return edges.slice(0, -1).map((at, index) => ({
    text: words.slice(at, edges[index + 1]),
    isLink: isIn(links, at),
    isFound: isIn(found, at),
    at,
  }));
}
