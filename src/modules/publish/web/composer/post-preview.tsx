import { useTranslation } from "react-i18next";
import type { Speaker } from "#modules/accounts/contract/statements.ts";
import { type Content, wordsOf } from "../../contract/content.ts";
import { useSentence } from "../use-sentence.ts";
import css from "./composer.module.css";

/** What readers will see there: the words as they go out, what the network makes a link of, card and pictures. */
export function PostPreview({ speaker, content }: { speaker: Speaker; content: Content }) {
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
        {pieces(words).map(({ text, isLink, at }) =>
          isLink ? (
            <span key={at} className={css["linked"]}>
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

/** Hashtags, names of accounts and web addresses, and what stands between them. */
function pieces(words: string): { text: string; isLink: boolean; at: number }[] {
  const found: { text: string; isLink: boolean; at: number }[] = [];
  let end = 0;
  for (const match of words.matchAll(
    /https?:\/\/\S+|(?<![\p{L}\p{N}_&/])[#@][\p{L}\p{N}_][\p{L}\p{N}_.@-]*/gu,
  )) {
    if (match.index > end) found.push({ text: words.slice(end, match.index), isLink: false, at: end });
    found.push({ text: match[0], isLink: true, at: match.index });
    end = match.index + match[0].length;
  }
  if (end < words.length) found.push({ text: words.slice(end), isLink: false, at: end });
  return found;
}
