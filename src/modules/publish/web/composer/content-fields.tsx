import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { FileDrop } from "#web/kit/file-drop.tsx";
import { type Content, Hashtag } from "../../contract/content.ts";
import css from "./composer.module.css";

/** What is said: words, headline, link, hashtags and pictures; of a story, or of one account. */
export function ContentFields({
  content,
  hasHeadline,
  onChange,
}: {
  content: Content;
  hasHeadline: boolean;
  onChange: (content: Content) => void;
}) {
  const { t } = useTranslation("publish");
  const [tags, setTags] = useState(content.hashtags.map((tag) => `#${tag}`).join(" "));
  const set = (changed: Partial<Content>): void => onChange({ ...content, ...changed });
  return (
    <>
      {hasHeadline ? (
        <TextInput
          label={t("content.headline")}
          description={t("content.headline_hint")}
          value={content.headline}
          onChange={({ currentTarget }) => set({ headline: currentTarget.value })}
        />
      ) : null}
      <Textarea
        label={t("content.text")}
        autosize
        minRows={5}
        maxRows={24}
        value={content.text}
        onChange={({ currentTarget }) => set({ text: currentTarget.value })}
      />
      <TextInput
        type="url"
        label={t("content.link")}
        placeholder="https://"
        value={content.link ?? ""}
        onChange={({ currentTarget }) =>
          set({ link: currentTarget.value.trim() === "" ? null : currentTarget.value.trim() })
        }
      />
      <TextInput
        label={t("content.hashtags")}
        description={t("content.hashtags_hint")}
        value={tags}
        onChange={({ currentTarget }) => {
          setTags(currentTarget.value);
          set({ hashtags: tagsIn(currentTarget.value) });
        }}
      />
      <fieldset className={css["files"]}>
        <legend>{t("content.media")}</legend>
        {content.media.map(({ fileId, alt }, at) => (
          <div key={fileId} className={css["file"]}>
            <img src={`/api/files/${fileId}`} alt="" />
            <Textarea
              label={t("content.alt", { number: at + 1 })}
              description={t("content.alt_hint")}
              autosize
              value={alt}
              onChange={({ currentTarget }) => {
                const { value } = currentTarget;
                set({
                  media: content.media.map((one) => (one.fileId === fileId ? { fileId, alt: value } : one)),
                });
              }}
            />
            <Button
              size="small"
              kind="ghost"
              onClick={() => set({ media: content.media.filter((one) => one.fileId !== fileId) })}
            >
              {t("content.take_out", { number: at + 1 })}
            </Button>
          </div>
        ))}
        <FileDrop
          label={t("content.add")}
          accept="image/jpeg,image/png,image/webp,image/gif"
          purpose="attachment"
          onStored={({ id }) => set({ media: [...content.media, { fileId: id, alt: "" }] })}
        />
      </fieldset>
    </>
  );
}

/** Hashtags as people write them, with or without the sign, each once. */
const tagsIn = (written: string): string[] =>
  [...new Set(written.split(/[\s,#]+/))].filter((tag) => tag !== "" && Hashtag.safeParse(tag).success);
