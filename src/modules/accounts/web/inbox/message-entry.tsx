import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Message } from "../../contract/inbox.ts";
import { MessageFiles } from "./message-files.tsx";
import css from "./thread.module.css";

const mostQuoted = 120;

/** One message as it was said: plain text only, whatever its sender meant it to be. */
export function MessageEntry({
  message,
  answered,
  conversationId,
}: {
  message: Message;
  answered: Message | undefined;
  conversationId: string;
}) {
  const { t } = useTranslation("accounts");
  const { author, kind, isOurs, automatic, removedAt, editedAt, former } = message;
  const language = message.language ?? "";
  return (
    <li
      className={css["message"]}
      data-ours={isOurs || undefined}
      data-context={kind === "context" || undefined}
    >
      <p className={css["by"]}>
        <b>
          <bdi>{isOurs ? t("inbox.us") : author.name || author.handle}</bdi>
        </b>{" "}
        {author.shownHandle === "" ? null : <bdi>{author.shownHandle} · </bdi>}
        {t(`message_kind.${kind}`)} · <TimeText at={message.publishedAt} look="brief" />
        {message.url === null ? null : (
          <>
            {" · "}
            <a href={message.url} target="_blank" rel="noopener noreferrer nofollow">
              {t("inbox.original")} <IconExternalLink size={13} stroke={1.75} aria-hidden="true" />
            </a>
          </>
        )}
      </p>
      {answered === undefined ? null : (
        <blockquote className={css["quoted"]} dir="auto">
          {answered.text.slice(0, mostQuoted)}
          {answered.text.length > mostQuoted ? "…" : ""}
        </blockquote>
      )}
      {message.text === "" ? null : (
        <p
          className={css["text"]}
          dir="auto"
          data-removed={removedAt !== null || undefined}
          {...(/^[a-z]{2,3}$/.test(language) && { lang: language })}
        >
          {message.text}
        </p>
      )}
      <MessageFiles message={message} conversationId={conversationId} />
      {message.folded === null ? null : (
        <details className={css["former"]}>
          <summary>{t("inbox.folded")}</summary>
          <p dir="auto">{message.folded}</p>
        </details>
      )}
      {automatic === null ? null : <Chip>{t(`automatic.${automatic}`)}</Chip>}
      {removedAt === null ? null : (
        <p className={css["gone"]}>
          {t("inbox.removed_at")} <TimeText at={removedAt} look="dateTime" />
        </p>
      )}
      {former.length === 0 ? null : (
        <details className={css["former"]}>
          <summary>
            {t("inbox.edited", { count: former.length })}{" "}
            {editedAt === null ? null : <TimeText at={editedAt} look="dateTime" />}
          </summary>
          <ol>
            {former.map(({ text, until }) => (
              <li key={until} dir="auto">
                {text}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
