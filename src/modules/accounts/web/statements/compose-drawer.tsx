import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#web/kit/button.tsx";
import { Note } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import type { Account } from "../../contract/accounts.ts";
import { accounts } from "../accounts-api.ts";
import { useSentence } from "../list/use-sentence.ts";
import { ComposeForm } from "./compose-form.tsx";
import css from "./statements.module.css";

/** Says something through one account: which one, what stands in its way, and the form. */
export function ComposeDrawer({
  known,
  isOpen,
  onClose,
}: {
  known: readonly Account[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const [chosen, setChosen] = useState<string>();
  const account = known.find(({ id }) => id === chosen) ?? known[0];
  const speaker = useQuery(
    accounts.queries.getSpeaker.queryOptions({
      input: { id: account?.id ?? "" },
      enabled: isOpen && account !== undefined,
      staleTime: 60_000,
    }),
  );
  return (
    <SideDrawer isOpen={isOpen} onClose={onClose} size={680} title={t("compose.title")}>
      <div className={css["compose"]}>
        <NativeSelect
          label={t("compose.account")}
          data={known.map(({ id, shownHandle, networkName }) => ({
            value: id,
            label: `${shownHandle} · ${say(networkName)}`,
          }))}
          value={account?.id ?? ""}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        />
        {account?.state === "broken" ? (
          <Note kind="brass" title={t("compose.broken_title")}>
            {t("compose.broken_text")}
          </Note>
        ) : null}
        <QueryView query={speaker} rows={4}>
          {(about) => (
            <>
              {about.isDeclared ? null : (
                <Note
                  kind="saga"
                  title={t("compose.undeclared_title")}
                  actions={<LinkButton to="/register-akun">{t("compose.undeclared_go")}</LinkButton>}
                >
                  {t("compose.undeclared_text")}
                </Note>
              )}
              {about.cannotPost === null ? (
                <ComposeForm key={about.accountId} speaker={about} onDone={onClose} />
              ) : (
                <Note kind="saga" title={t("compose.cannot_title")}>
                  {say(about.cannotPost)}
                </Note>
              )}
            </>
          )}
        </QueryView>
      </div>
    </SideDrawer>
  );
}
