import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { StoredFile } from "#web/api/upload.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { FileDrop } from "#web/kit/file-drop.tsx";
import type { StatementRules } from "../../contract/statements.ts";
import css from "./statements.module.css";

/** A file that goes along, and what it shows in words. */
export type Picture = StoredFile & { alt: string };

/** The desk takes pictures and PDF here; what of these the network takes stands in its rules. */
const taken = ["image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"];

/** Takes files, each with a description for people who do not see it. */
export function PictureFields({
  rules,
  pictures,
  onChange,
}: {
  rules: StatementRules;
  pictures: readonly Picture[];
  onChange: (pictures: readonly Picture[]) => void;
}) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const kinds = rules.media.flatMap(({ mediaTypes }) => mediaTypes).filter((type) => taken.includes(type));
  if (kinds.length === 0 || rules.mostMedia === 0) return null;
  const mostBytes = Math.max(...rules.media.map(({ mostBytes: most }) => most));
  return (
    <fieldset className={css["files"]}>
      <legend>{t("compose.files", { most: rules.mostMedia })}</legend>
      {pictures.map((picture) => (
        <div key={picture.id} className={css["file"]}>
          {picture.mediaType.startsWith("image/") ? <img src={`/api/files/${picture.id}`} alt="" /> : null}
          <Textarea
            label={t("compose.alt", { name: picture.name })}
            description={t("compose.alt_hint")}
            autosize
            minRows={2}
            value={picture.alt}
            onChange={({ currentTarget }) => {
              const alt = currentTarget.value;
              onChange(pictures.map((one) => (one.id === picture.id ? { ...one, alt } : one)));
            }}
          />
          <Button
            size="small"
            kind="ghost"
            onClick={() => onChange(pictures.filter(({ id }) => id !== picture.id))}
          >
            {t("compose.take_out", { name: picture.name })}
          </Button>
        </div>
      ))}
      {pictures.length < rules.mostMedia ? (
        <FileDrop
          label={t("compose.add")}
          help={t("compose.add_help", { most: format.bytes(mostBytes) })}
          accept={[...new Set(kinds)].join(",")}
          purpose="attachment"
          onStored={(file) => onChange([...pictures, { ...file, alt: "" }])}
        />
      ) : null}
    </fieldset>
  );
}
