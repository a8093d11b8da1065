import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { platform } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { Dialog } from "../kit/dialog.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { TimeText } from "../kit/time-text.tsx";
import css from "./mail-previews.module.css";
import contentCss from "./settings-content.module.css";

/** Messages kept instead of sent, because no server is set: the list, and each to read. */
export function MailPreviews() {
  const { t } = useTranslation("desk");
  const previews = useQuery(platform.queries.mail.listMailPreviews.queryOptions());
  const [open, setOpen] = useState<string>();
  return (
    <RuledSection title={t("mail.previews")} deck={t("mail.previews_about")}>
      <QueryView query={previews} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={contentCss["help"]}>{t("mail.previews_none")}</p>
          ) : (
            <DataTable
              label={t("mail.previews")}
              rows={items}
              rowKey={(item) => item.name}
              columns={[
                {
                  key: "subject",
                  title: t("mail.subject"),
                  value: (item) => (
                    <>
                      {item.subject}
                      <span className={contentCss["second"]}>{t("mail.to", { email: item.to })}</span>
                    </>
                  ),
                },
                {
                  key: "at",
                  title: t("mail.at"),
                  sort: (item) => item.at,
                  value: (item) => <TimeText at={item.at} look="dateTime" />,
                },
                {
                  key: "acts",
                  title: t("field.acts"),
                  isTitleHidden: true,
                  align: "right",
                  onPhone: "bare",
                  value: (item) => (
                    <Button size="small" onClick={() => setOpen(item.name)}>
                      {t("mail.read")}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </QueryView>
      <Preview name={open} onClose={() => setOpen(undefined)} />
    </RuledSection>
  );
}

function Preview({ name, onClose }: { name: string | undefined; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const preview = useQuery({
    ...platform.queries.mail.getMailPreview.queryOptions({ input: { name: name ?? "" } }),
    enabled: name !== undefined,
  });
  return (
    <Dialog
      isOpen={name !== undefined}
      onClose={onClose}
      size="lg"
      title={preview.data?.subject ?? t("mail.read")}
    >
      <QueryView query={preview}>
        {(data) => (
          <>
            <p className={contentCss["help"]}>{t("mail.to", { email: data.to })}</p>
            <div className={css["text"]}>{data.text}</div>
          </>
        )}
      </QueryView>
    </Dialog>
  );
}
