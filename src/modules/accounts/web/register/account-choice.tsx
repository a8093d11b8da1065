import { Autocomplete, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Declaration, DeclaredAccount } from "../../contract/register.ts";
import { accounts } from "../accounts-api.ts";
import { useSentence } from "../list/use-sentence.ts";

/** Names of networks that offices are on; any other can be written. */
const knownNetworks = [
  "Instagram",
  "Facebook",
  "X",
  "TikTok",
  "YouTube",
  "WhatsApp",
  "Threads",
  "LinkedIn",
  "Telegram",
];

const kinds = ["connected", "elsewhere"] as const;

/** Which account is declared: one that this desk is connected to, or one that is held elsewhere. */
export function AccountChoice({
  taken,
  faultOf,
  onChoose,
}: {
  taken: readonly Declaration[];
  faultOf: (field: string) => { error?: string };
  /** Undefined while something is missing. */
  onChoose: (account: DeclaredAccount | undefined) => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const list = useQuery(accounts.queries.listAccounts.queryOptions());
  const free = (list.data?.items ?? []).filter(({ id }) => !taken.some(({ accountId }) => accountId === id));
  const [kind, setKind] = useState<(typeof kinds)[number]>("connected");
  const [accountId, setAccountId] = useState("");
  const [networkName, setNetworkName] = useState("");
  const [url, setUrl] = useState("");
  const tell = (next: { kind?: typeof kind; accountId?: string; networkName?: string; url?: string }) => {
    const now = { kind, accountId, networkName, url, ...next };
    if (now.kind === "connected")
      onChoose(now.accountId === "" ? undefined : { kind: "connected", accountId: now.accountId });
    else
      onChoose(
        now.networkName.trim() === "" || now.url.trim() === ""
          ? undefined
          : { kind: "elsewhere", networkName: now.networkName, url: now.url.trim() },
      );
  };
  return (
    <>
      <Segmented
        label={t("register.which")}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`register.${value}`) }))}
        onChange={(value) => {
          setKind(value);
          tell({ kind: value });
        }}
      />
      {kind === "connected" ? (
        <NativeSelect
          label={t("register.account")}
          description={free.length === 0 ? t("register.none_free") : t("register.account_help")}
          required
          value={accountId}
          data={[
            { value: "", label: t("register.choose") },
            ...free.map(({ id, shownHandle, networkName: network }) => ({
              value: id,
              label: `${shownHandle} · ${say(network)}`,
            })),
          ]}
          onChange={({ currentTarget }) => {
            setAccountId(currentTarget.value);
            tell({ accountId: currentTarget.value });
          }}
          {...faultOf("account.accountId")}
        />
      ) : (
        <>
          <Autocomplete
            label={t("register.network")}
            required
            data={knownNetworks}
            value={networkName}
            onChange={(value) => {
              setNetworkName(value);
              tell({ networkName: value });
            }}
            {...faultOf("account.networkName")}
          />
          <TextInput
            type="url"
            label={t("register.address")}
            description={t("register.address_help")}
            placeholder="https://www.instagram.com/humaskota"
            required
            autoComplete="off"
            value={url}
            onChange={({ currentTarget }) => {
              setUrl(currentTarget.value);
              tell({ url: currentTarget.value });
            }}
            {...faultOf("account.url")}
          />
        </>
      )}
    </>
  );
}
