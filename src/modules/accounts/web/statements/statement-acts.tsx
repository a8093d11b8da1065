import { Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import type { Statement } from "../../contract/statements.ts";
import { accounts } from "../accounts-api.ts";
import css from "./statements.module.css";

const acts = [
  "release",
  "retry",
  "cancel",
  "posted",
  "not_posted",
  "stands",
  "stands_not",
  "edit",
  "remove",
] as const;
type Act = (typeof acts)[number];

/** What a person may do with a statement now; each asks before it is done. */
function actsOf(statement: Statement, mayHold: boolean): readonly Act[] {
  const { state, cause, canDecide, canEdit, canRemove, heldBy } = statement;
  // What is held is not posted by hand either.
  if (heldBy.length > 0)
    return [...(mayHold ? (["release"] as const) : []), state === "waiting" ? "cancel" : "not_posted"];
  if (state === "failed") return ["retry"];
  if (state === "waiting") return ["cancel"];
  if (canDecide) return cause === "by_hand" ? ["posted", "not_posted"] : ["stands", "stands_not"];
  return [...(canEdit ? (["edit"] as const) : []), ...(canRemove ? (["remove"] as const) : [])];
}

/** The buttons of one statement, and the question behind each. */
export function StatementActs({ statement }: { statement: Statement }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Act>();
  const [text, setText] = useState(statement.text);
  const [url, setUrl] = useState("");
  const [reason, setReason] = useState("");
  const { id } = statement;
  const possible = actsOf(statement, useMay("statements.hold"));
  if (possible.length === 0) return null;

  const perform = async (): Promise<void> => {
    const { client } = accounts;
    if (asked === "release") await client.releaseStatement({ id, reason });
    if (asked === "retry") await client.retryStatement({ id });
    if (asked === "cancel") await client.cancelStatement({ id });
    if (asked === "edit") await client.editStatement({ id, text });
    if (asked === "remove") await client.removeStatement({ id });
    if (asked === "stands" || asked === "posted")
      await client.decideStatement({ id, stands: true, ...(url.trim() !== "" && { url: url.trim() }) });
    if (asked === "stands_not" || asked === "not_posted") await client.decideStatement({ id, stands: false });
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
  };
  return (
    <div className={css["acts"]}>
      {possible.map((act) => (
        <Button key={act} size="small" onClick={() => setAsked(act)}>
          {t(`statement.act.${act}`)}
        </Button>
      ))}
      <ConfirmDialog
        isOpen={asked !== undefined}
        isDangerous={asked === "remove"}
        title={asked === undefined ? "" : t(`statement.ask.${asked}`, { handle: statement.shownHandle })}
        act={asked === undefined ? "" : t(`statement.act.${asked}`)}
        onConfirm={perform}
        onClose={() => setAsked(undefined)}
      >
        {asked === undefined ? null : <p>{t(`statement.then.${asked}`)}</p>}
        {asked === "stands_not" && statement.accountState === "broken" ? (
          <p>{t("statement.then.once_connected")}</p>
        ) : null}
        {asked === "release" ? (
          <TextInput
            label={t("statement.release_reason")}
            required
            minLength={3}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        ) : null}
        {asked === "edit" ? (
          <Textarea
            label={t("compose.text")}
            autosize
            minRows={3}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        ) : null}
        {asked === "stands" || asked === "posted" ? (
          <TextInput
            type="url"
            label={t("statement.address")}
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
        ) : null}
      </ConfirmDialog>
    </div>
  );
}
