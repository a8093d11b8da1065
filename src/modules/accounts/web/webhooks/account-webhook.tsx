import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { CopyField } from "#web/kit/copy-field.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Webhook } from "../../contract/webhooks.ts";
import { accounts } from "../accounts-api.ts";
import css from "./webhooks.module.css";

/** How an account's network brings news here, as the network says it; asked once somebody wants to know. */
export function AccountWebhook({ accountId }: { accountId: string }) {
  const { t } = useTranslation("accounts");
  const [isOpen, setOpen] = useState(false);
  const input = { id: accountId };
  const webhook = useQuery({ ...accounts.queries.getWebhook.queryOptions({ input }), enabled: isOpen });
  return (
    <details className={css["webhook"]} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("webhook.title")}</summary>
      {isOpen ? (
        <QueryView query={webhook} rows={2}>
          {(shown) => <ShownWebhook accountId={accountId} webhook={shown} />}
        </QueryView>
      ) : null}
    </details>
  );
}

function ShownWebhook({ accountId, webhook }: { accountId: string; webhook: Webhook }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const input = { id: accountId };
  const { isRegistered, isReachable, otherHost } = webhook;
  const change = useMutation({
    mutationFn: () =>
      isRegistered ? accounts.client.unregisterWebhook(input) : accounts.client.registerWebhook(input),
    onSuccess: async (now) => {
      queries.setQueryData(accounts.queries.getWebhook.queryKey({ input }), now);
      showToast({ text: t(now.isRegistered ? "webhook.done" : "webhook.taken_back") });
    },
  });
  return (
    <div className={css["state"]}>
      <p>
        <Chip kind={isRegistered ? "toska" : "fact"}>
          {t(isRegistered ? "webhook.on" : otherHost === null ? "webhook.off" : "webhook.elsewhere")}
        </Chip>
      </p>
      <p>
        {isRegistered
          ? t("webhook.on_about")
          : otherHost === null
            ? t("webhook.off_about")
            : t("webhook.elsewhere_about", { host: otherHost })}
      </p>
      <Facts webhook={webhook} />
      {isReachable ? null : <p>{t("webhook.unreachable")}</p>}
      {change.isError ? <ErrorNote error={change.error} /> : null}
      <div className={css["acts"]}>
        <Button
          size="small"
          isBusy={change.isPending}
          disabled={!isRegistered && !isReachable}
          onClick={() => change.mutate()}
        >
          {t(
            isRegistered
              ? "webhook.unregister"
              : otherHost === null
                ? "webhook.register"
                : "webhook.take_over",
          )}
        </Button>
      </div>
      <CopyField label={t("webhook.address")} value={webhook.address} />
    </div>
  );
}

/** What the network says of its last attempts. */
function Facts({ webhook: { waiting, lastFailure } }: { webhook: Webhook }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  return (
    <>
      {waiting === null || waiting === 0 ? null : (
        <p>{t("webhook.waiting", { count: waiting, number: format.whole(waiting) })}</p>
      )}
      {lastFailure === null ? null : (
        <p data-bad="true">
          {t("webhook.failed")} <TimeText at={lastFailure.at} look="dateTime" />: <q>{lastFailure.said}</q>
        </p>
      )}
    </>
  );
}
