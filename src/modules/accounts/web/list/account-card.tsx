import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Account, Network } from "../../contract/accounts.ts";
import { accounts } from "../accounts-api.ts";
import { AccountInsights } from "../insights/account-insights.tsx";
import { AccountWebhook } from "../webhooks/account-webhook.tsx";
import { AccountAbout } from "./account-about.tsx";
import { AccountBudget } from "./account-budget.tsx";
import { AccountState } from "./account-state.tsx";
import css from "./accounts.module.css";
import { NetworkSign } from "./network-sign.tsx";
import { useSentence } from "./use-sentence.ts";

/** One account: who it is, how it is doing, how much may still be asked, and what was asked lately. */
export function AccountCard({
  account,
  network,
  onReconnect,
}: {
  account: Account;
  network: Network | undefined;
  onReconnect: () => void;
}) {
  const say = useSentence();
  const mayManage = useMay("accounts.manage");
  return (
    <article className={css["card"]} aria-labelledby={`account-${account.id}`}>
      <header>
        {network ? <NetworkSign sign={network.sign} /> : null}
        <div>
          <h2 id={`account-${account.id}`}>
            {account.url === null ? account.name : <a href={account.url}>{account.name}</a>}
          </h2>
          <p>
            {account.shownHandle} · {say(account.networkName)}
          </p>
        </div>
      </header>
      <AccountState account={account} />
      <Quotas account={account} />
      {network?.isPaid ? <AccountBudget accountId={account.id} /> : null}
      <AccountInsights accountId={account.id} />
      <LastCalls account={account} />
      {mayManage && network?.hasWebhook ? <AccountWebhook accountId={account.id} /> : null}
      <AccountAbout account={account} network={network} />
      {mayManage ? <AccountActs account={account} onReconnect={onReconnect} /> : null}
    </article>
  );
}

function Quotas({ account }: { account: Account }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  return account.quotas.map(({ bucket, limit, remaining, resetsAt }) => (
    <div key={bucket} className={css["quota"]}>
      <meter
        min={0}
        max={limit}
        low={limit * 0.2}
        optimum={limit}
        value={remaining}
        aria-label={t("quota.label")}
      />
      <small>
        {t("quota.left", { left: format.whole(remaining), limit: format.whole(limit) })}{" "}
        <TimeText at={resetsAt} look="time" />
      </small>
    </div>
  ));
}

function LastCalls({ account }: { account: Account }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  if (account.calls.length === 0) return null;
  return (
    <details className={css["calls"]}>
      <summary>{t("calls.title", { count: account.calls.length })}</summary>
      <ol>
        {account.calls.map((call) => (
          <li key={`${call.at} ${call.what}`}>
            <TimeText at={call.at} look="seconds" />
            <code>{call.what}</code>
            <span data-bad={call.status === null || call.status >= 400}>
              {call.status ?? t("calls.no_answer")} · {t("calls.took", { ms: format.whole(call.tookMs) })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function AccountActs({ account, onReconnect }: { account: Account; onReconnect: () => void }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const [isLeaving, setLeaving] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: accounts.queries.key() });
  const test = useMutation({
    mutationFn: () => accounts.client.testAccount({ id: account.id }),
    onSuccess: ({ state, pausedUntil }) => {
      if (state === "connected" && pausedUntil === null) showToast({ text: t("acts.works") });
    },
    onSettled: refresh,
  });
  const disconnect = async () => {
    const { isRevoked } = await accounts.client.disconnectAccount({ id: account.id });
    showToast({ text: isRevoked ? t("acts.left_there_too") : t("acts.left_here") });
    await refresh();
  };
  return (
    <footer>
      {account.state === "broken" ? (
        <Button kind="primary" size="small" onClick={onReconnect}>
          {t("acts.reconnect")}
        </Button>
      ) : null}
      <Button size="small" isBusy={test.isPending} onClick={() => test.mutate()}>
        {t("acts.test")}
      </Button>
      <Button kind="ghost" size="small" onClick={() => setLeaving(true)}>
        {t("acts.disconnect")}
      </Button>
      {test.isError ? <ErrorNote error={test.error} /> : null}
      <ConfirmDialog
        isOpen={isLeaving}
        isDangerous
        title={t("acts.leave_title", { handle: account.shownHandle })}
        act={t("acts.disconnect")}
        onConfirm={disconnect}
        onClose={() => setLeaving(false)}
      >
        {t("acts.leave_text")}
      </ConfirmDialog>
    </footer>
  );
}
