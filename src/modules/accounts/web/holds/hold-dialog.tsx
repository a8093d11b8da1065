import { NativeSelect, Radio, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "#web/desk-clock.ts";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { type HoldAim, type HoldScope, holdScopes } from "../../contract/holds.ts";
import { accounts } from "../accounts-api.ts";
import { useSentence } from "../list/use-sentence.ts";
import css from "./holds.module.css";

const ends = ["lifted", "1", "3", "12", "24"] as const;

/** Pulls the brake: what, why, until when, and how much that holds now. */
export default function HoldDialog({ words: given = "", onClose }: { words?: string; onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const queries = useQueryClient();
  const now = useNow();
  const connected = useQuery(accounts.queries.listAccounts.queryOptions());
  const known = connected.data?.items ?? [];
  const [scope, setScope] = useState<HoldScope>(given === "" ? "all" : "words");
  const [accountId, setAccountId] = useState<string>();
  const [words, setWords] = useState(given);
  const [reason, setReason] = useState("");
  const [end, setEnd] = useState<(typeof ends)[number]>("lifted");
  const aim: HoldAim = {
    scope,
    ...(scope === "account" && { accountId: accountId ?? known[0]?.id }),
    ...(scope === "words" && { words }),
  };

  const place = async (): Promise<void> => {
    const until = end === "lifted" ? {} : { until: new Date(now + Number(end) * 3_600_000).toISOString() };
    const hold = await accounts.client.placeHold({ ...aim, reason, ...until });
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
    showToast({ text: t("hold.placed", { count: hold.covers.waiting }) });
  };
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={t("hold.ask")}
      act={t("hold.place")}
      onConfirm={place}
      onClose={onClose}
    >
      <div className={css["fields"]}>
        <Radio.Group label={t("hold.scope")} value={scope} onChange={(value) => setScope(value as HoldScope)}>
          {holdScopes.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`hold.scope_of.${one}`)}
              disabled={one === "account" && known.length === 0}
            />
          ))}
        </Radio.Group>
        {scope === "account" ? (
          <NativeSelect
            label={t("hold.account")}
            data={known.map(({ id, shownHandle, networkName }) => ({
              value: id,
              label: `${shownHandle} · ${say(networkName)}`,
            }))}
            value={accountId ?? known[0]?.id ?? ""}
            onChange={({ currentTarget }) => setAccountId(currentTarget.value)}
          />
        ) : null}
        {scope === "words" ? (
          <TextInput
            label={t("hold.words")}
            description={t("hold.words_help")}
            required
            value={words}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
        ) : null}
        <TextInput
          label={t("hold.reason")}
          description={t("hold.reason_help")}
          required
          minLength={3}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <NativeSelect
          label={t("hold.until")}
          data={ends.map((value) => ({ value, label: t(`hold.until_of.${value}`) }))}
          value={end}
          onChange={({ currentTarget }) =>
            setEnd(ends.find((one) => one === currentTarget.value) ?? "lifted")
          }
        />
        <Cover aim={aim} />
      </div>
    </ConfirmDialog>
  );
}

/** How much would be held now; asked again a moment after the last key. */
function Cover({ aim }: { aim: HoldAim }) {
  const { t } = useTranslation("accounts");
  const [settled] = useDebouncedValue(aim, 300);
  const isWhole =
    (settled.scope !== "words" || (settled.words ?? "").trim() !== "") &&
    (settled.scope !== "account" || settled.accountId !== undefined);
  const cover = useQuery(
    accounts.queries.previewHold.queryOptions({
      input: settled,
      enabled: isWhole,
      retry: false,
      staleTime: 5_000,
    }),
  );
  return (
    <p role="status" className={css["cover"]}>
      {!isWhole ? null : cover.isError ? (
        t("hold.unreadable")
      ) : cover.data === undefined ? null : (
        <>
          {t("hold.covers", { count: cover.data.waiting })}{" "}
          {cover.data.underWay === 0 ? null : t("hold.under_way", { count: cover.data.underWay })}{" "}
          {t("hold.not_held")}
        </>
      )}
    </p>
  );
}
