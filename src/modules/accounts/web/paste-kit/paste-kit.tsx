import { Checkbox, Textarea } from "@mantine/core";
import { IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { CopyField } from "#web/kit/copy-field.tsx";
import type { Statement } from "../../contract/statements.ts";
import css from "./paste-kit.module.css";

const steps = ["account", "text", "files", "look", "post"] as const;

/** Everything that a person needs to post a statement where no machine can: texts to copy, files to take, what to do. */
export function PasteKit({ statement }: { statement: Statement }) {
  const { t } = useTranslation("accounts");
  const { text, title, link, media, shownHandle: handle } = statement;
  const wanted = steps.filter((step) => step !== "files" || media.length > 0);
  return (
    <section className={css["kit"]} aria-label={t("kit.title")}>
      {title === null ? null : <CopyField label={t("kit.headline")} value={title} />}
      {text === "" ? null : <CopyText text={text} />}
      {link === null ? null : <CopyField label={t("kit.link")} value={link} />}
      {media.map(({ fileId, alt }, index) => (
        <div key={fileId} className={css["file"]}>
          <a href={`/api/files/${fileId}`} download>
            <IconDownload size={15} stroke={1.75} aria-hidden="true" /> {t("kit.file", { number: index + 1 })}
          </a>
          {alt === "" ? null : <CopyField label={t("kit.alt", { number: index + 1 })} value={alt} />}
        </div>
      ))}
      <fieldset>
        <legend>{t("kit.steps")}</legend>
        {wanted.map((step) => (
          <Checkbox key={step} label={t(`kit.step.${step}`, { handle })} />
        ))}
      </fieldset>
    </section>
  );
}

/** A text of several lines with a button that copies it as it is. */
function CopyText({ text }: { text: string }) {
  const { t } = useTranslation("accounts");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Plain http has no clipboard: the text stands there to be selected.
      setCopied(false);
    }
  };
  return (
    <div className={css["text"]}>
      <Textarea
        label={t("kit.text")}
        readOnly
        autosize
        minRows={2}
        maxRows={12}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button size="small" onClick={() => void copy()}>
        {isCopied ? <IconCheck size={15} stroke={1.75} /> : <IconCopy size={15} stroke={1.75} />}
        <span aria-live="polite">{t(isCopied ? "kit.copied" : "kit.copy")}</span>
      </Button>
    </div>
  );
}
