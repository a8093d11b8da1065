import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { platform } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { FormActs } from "../kit/form.tsx";
import { ErrorNote, Note } from "../kit/note.tsx";
import { Page } from "../kit/page.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { MailForm } from "./mail-form.tsx";
import { MailPreviews } from "./mail-previews.tsx";
import css from "./settings-content.module.css";

/** Surel: how mail leaves this desk, a test, and what is kept in the preview folder while no server is set. */
export default function MailPage() {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const settings = useQuery(platform.queries.mail.getMailSettings.queryOptions());
  const test = useMutation({
    mutationFn: () => platform.client.mail.sendTestMail(),
    onSuccess: () => queries.invalidateQueries({ queryKey: platform.queries.mail.listMailPreviews.key() }),
  });
  return (
    <Page title={t("settings.mail.title")} deck={t("settings.mail.about")} width="text">
      <div className={css["sections"]}>
        <RuledSection title={t("mail.server")}>
          <QueryView query={settings}>
            {(data) => (
              <>
                {data.isConfigured ? null : (
                  <Note kind="brass" title={t("mail.no_server")}>
                    <p>{t("mail.no_server_more")}</p>
                  </Note>
                )}
                {data.isFromEnvironment ? <Note kind="brass" title={t("mail.from_environment")} /> : null}
                <div className={css["gap"]}>
                  <MailForm key={`${data.host}:${data.port}`} settings={data} />
                </div>
              </>
            )}
          </QueryView>
        </RuledSection>
        <RuledSection title={t("mail.test")} deck={t("mail.test_about")}>
          <FormActs>
            <Button isBusy={test.isPending} onClick={() => test.mutate()}>
              {t("mail.send_test")}
            </Button>
          </FormActs>
          <div className={css["gap"]} aria-live="polite">
            {test.error === null ? null : <ErrorNote error={test.error} />}
            {test.data === undefined ? null : test.data.outcome === "failed" ? (
              <Note kind="saga" title={test.data.detail ?? t("mail.outcome.failed")}>
                <p>{t("mail.outcome.failed_more")}</p>
              </Note>
            ) : (
              <Note
                kind={test.data.outcome === "sent" ? "toska" : "brass"}
                title={t(`mail.outcome.${test.data.outcome}`)}
              />
            )}
          </div>
        </RuledSection>
        <MailPreviews />
      </div>
    </Page>
  );
}
