import { Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { saveText } from "#web/kit/save-text.ts";
import type { Clipping } from "../../contract/clipping.ts";
import { listen } from "../listen-api.ts";
import css from "./clippings.module.css";

/** A clipping to take along: text for WhatsApp in parts to copy, and the mail as receivers see it. */
export function ClippingForms({ clipping }: { clipping: Pick<Clipping, "id" | "revision"> }) {
  const { t } = useTranslation("listen");
  const query = useQuery(
    listen.queries.clippings.getClippingForms.queryOptions({ input: { id: clipping.id } }),
  );
  return (
    <QueryView query={query} rows={4}>
      {({ whatsapp, subject, mailHtml, mailText }) => (
        <>
          <RuledSection
            title={t("clippings.whatsapp")}
            deck={t("clippings.whatsapp_deck", { count: whatsapp.length })}
            aside={
              <Button
                size="small"
                onClick={() => saveText("kliping.txt", "text/plain", whatsapp.join("\n\n"))}
              >
                {t("clippings.save_text")}
              </Button>
            }
          >
            {whatsapp.map((text, at) => (
              <WhatsappPart key={text} text={text} number={at + 1} />
            ))}
          </RuledSection>
          <RuledSection
            title={t("clippings.mail")}
            deck={subject}
            aside={
              <>
                <Button size="small" onClick={() => saveText("kliping.html", "text/html", mailHtml)}>
                  {t("clippings.save_html")}
                </Button>
                <Button size="small" onClick={() => saveText("kliping-surel.txt", "text/plain", mailText)}>
                  {t("clippings.save_text")}
                </Button>
              </>
            }
          >
            <iframe
              className={css["mail"]}
              title={t("clippings.mail_preview")}
              sandbox=""
              srcDoc={mailHtml}
            />
          </RuledSection>
        </>
      )}
    </QueryView>
  );
}

function WhatsappPart({ text, number }: { text: string; number: number }) {
  const { t } = useTranslation("listen");
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={css["part"]}>
      <Textarea
        label={t("clippings.part", { number, length: text.length })}
        value={text}
        readOnly
        autosize
        minRows={6}
        maxRows={16}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        <span aria-live="polite">{t(isCopied ? "clippings.copied" : "clippings.copy")}</span>
      </Button>
    </div>
  );
}
