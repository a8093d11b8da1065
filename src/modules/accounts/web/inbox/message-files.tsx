import { IconPaperclip } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { deskHeaders, request } from "#web/api/request.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { saveBytes } from "#web/kit/save-text.ts";
import type { Message, MessageMedia } from "../../contract/inbox.ts";
import css from "./thread.module.css";

/**
 * Files of a message. What strangers send is named and not shown; whoever wants to see one has the desk fetch it, and that is
 * kept on record. Pictures are shown as the desk drew them anew.
 */
export function MessageFiles({ message, conversationId }: { message: Message; conversationId: string }) {
  if (message.media.length === 0) return null;
  return (
    <ul className={css["media"]}>
      {message.media.map((file, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: files have no names of their own and never change places
        <li key={place}>
          <File
            file={file}
            address={`/api/conversations/${conversationId}/messages/${message.id}/files/${place}`}
          />
        </li>
      ))}
    </ul>
  );
}

function File({ file, address }: { file: MessageMedia; address: string }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const { kind, url, alt, name, bytes, canFetch } = file;
  const words = name || alt || t(`message_media.${kind}`);
  const save = useMutation({
    mutationFn: async () => {
      const answer = await fetchFile(address);
      saveBytes(nameOf(answer) ?? words, await answer.blob());
    },
  });
  const show = useMutation({
    mutationFn: async () => URL.createObjectURL(await (await fetchFile(`${address}?as=picture`)).blob()),
  });
  const picture = show.data;
  useEffect(() => () => (picture === undefined ? undefined : URL.revokeObjectURL(picture)), [picture]);
  return (
    <>
      <IconPaperclip size={14} stroke={1.75} aria-hidden="true" />
      {url === null ? (
        <span>{words}</span>
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer nofollow">
          {words}
        </a>
      )}
      {bytes === null ? null : <small>{format.bytes(bytes)}</small>}
      {canFetch ? (
        <>
          {kind === "image" && picture === undefined ? (
            <Button
              size="small"
              aria-label={t("inbox.file_show_of", { name: words })}
              isBusy={show.isPending}
              onClick={() => show.mutate()}
            >
              {t("inbox.file_show")}
            </Button>
          ) : null}
          <Button
            size="small"
            aria-label={t("inbox.file_save_of", { name: words })}
            isBusy={save.isPending}
            onClick={() => save.mutate()}
          >
            {t("inbox.file_save")}
          </Button>
        </>
      ) : (
        <small>{t("inbox.file_there")}</small>
      )}
      {show.isError ? <ErrorNote error={show.error} /> : null}
      {save.isError ? <ErrorNote error={save.error} /> : null}
      {picture === undefined ? null : (
        <div className={css["preview"]}>
          <img src={picture} alt={alt || words} />
        </div>
      )}
    </>
  );
}

const fetchFile = (address: string): Promise<Response> =>
  request(address, { method: "POST", headers: deskHeaders() });

/** The name that the server made fit to be saved (RFC 6266). */
function nameOf(answer: Response): string | undefined {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}
