import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { FollowedPage } from "../../contract/followed-pages.ts";
import type { Statement } from "../../contract/statements.ts";
import { accounts } from "../accounts-api.ts";
import css from "./page-state.module.css";

/** How the page looked last on which a person posted a statement, and when it is looked at again. */
export function PageState({ statement, page }: { statement: Statement; page: FollowedPage | undefined }) {
  const { t } = useTranslation("accounts");
  const maySend = useMay("statements.send");
  if (!statement.isByHand || statement.state !== "sent" || statement.isSandboxed) return null;
  return (
    <section className={css["page"]} aria-label={t("page.name")}>
      {page === undefined ? null : <Look page={page} />}
      {maySend ? <Acts statement={statement} page={page} /> : null}
    </section>
  );
}

function Look({ page: { state, lookedAt, nextLookAt } }: { page: FollowedPage }) {
  const { t } = useTranslation("accounts");
  return (
    <p className={css["look"]} data-state={state}>
      <strong>{t(`page.state.${state}`)}</strong>
      {lookedAt === null ? null : (
        <span>
          {t("page.looked")} <TimeText at={lookedAt} look="dateTime" />
        </span>
      )}
      {state === "new" ? null : nextLookAt === null ? (
        <span>{t("page.last_look")}</span>
      ) : (
        <span>
          {t("page.looks_again")} <TimeText at={nextLookAt} look="dateTime" />
        </span>
      )}
    </p>
  );
}

function Acts({ statement: { id }, page }: { statement: Statement; page: FollowedPage | undefined }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [url, setUrl] = useState(page?.url ?? "");
  const follow = async (address: string): Promise<void> => {
    await accounts.client.followStatement({ id, url: address });
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
  };
  const again = useMutation({ mutationFn: follow });
  return (
    <div className={css["acts"]}>
      {page === undefined || page.state === "new" ? null : (
        <Button size="small" isBusy={again.isPending} onClick={() => again.mutate(page.url)}>
          {t("page.look_now")}
        </Button>
      )}
      <Button kind="ghost" size="small" onClick={() => setAsking(true)}>
        {page === undefined ? t("page.give") : t("page.mend")}
      </Button>
      {again.isError ? <ErrorNote error={again.error} /> : null}
      <ConfirmDialog
        isOpen={isAsking}
        title={t("page.ask")}
        act={t("page.save")}
        onConfirm={() => follow(url.trim())}
        onClose={() => setAsking(false)}
      >
        <p>{t("page.then")}</p>
        <TextInput
          type="url"
          label={t("page.address")}
          value={url}
          onChange={({ currentTarget }) => setUrl(currentTarget.value)}
        />
      </ConfirmDialog>
    </div>
  );
}
