import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { platform } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import {
  type Declaration,
  type DeclaredAccount,
  declarationRole,
  declarationRoles,
} from "../../contract/register.ts";
import { accounts } from "../accounts-api.ts";
import { useSentence } from "../list/use-sentence.ts";
import { AccountChoice } from "./account-choice.tsx";

/** Declares an account, or changes what stands in the register of it. */
export function DeclareForm({
  declaration,
  taken,
  onDone,
}: {
  declaration: Declaration | undefined;
  taken: readonly Declaration[];
  onDone: () => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const queries = useQueryClient();
  const members = useQuery(platform.queries.workspace.listMembers.queryOptions());
  const [account, setAccount] = useState<DeclaredAccount>();
  const [role, setRole] = useState(declaration?.role ?? "main");
  const [ownerId, setOwnerId] = useState(declaration?.owner.id ?? "");
  const [backupId, setBackupId] = useState(declaration?.backup?.id ?? "");
  const [checkedOn, setCheckedOn] = useState(declaration?.recoveryCheckedOn ?? "");
  const [disclosure, setDisclosure] = useState(declaration?.disclosure ?? t("register.disclosure_default"));
  const save = useMutation({
    mutationFn: async () => {
      const facts = {
        role,
        ownerId,
        backupId: backupId === "" ? null : backupId,
        recoveryCheckedOn: checkedOn === "" ? null : checkedOn,
        disclosure,
      };
      if (declaration) await accounts.client.register.updateDeclaration({ id: declaration.id, ...facts });
      else if (account) await accounts.client.register.declareAccount({ account, ...facts });
      await queries.invalidateQueries({ queryKey: accounts.queries.key() });
      showToast({ text: t(declaration ? "register.changed" : "register.declared") });
      onDone();
    },
  });
  const problem = isProblem(save.error) ? save.error : undefined;
  const faultOf = (field: string) => {
    const fault = problem?.faultOf(field);
    return fault === undefined ? {} : { error: fault };
  };
  const people = (members.data?.items ?? []).map(({ userId, name }) => ({ value: userId, label: name }));
  const choices = [{ value: "", label: t("register.nobody") }, ...people];
  return (
    <Form label={t("register.form")} onSubmit={() => save.mutate()}>
      {declaration ? (
        <p>
          <strong>{declaration.shownHandle}</strong> · {say(declaration.networkName)}
        </p>
      ) : (
        <AccountChoice taken={taken} faultOf={faultOf} onChoose={setAccount} />
      )}
      <NativeSelect
        label={t("register.role_label")}
        value={role}
        data={declarationRoles.map((value) => ({ value, label: t(`register.role.${value}`) }))}
        onChange={({ currentTarget }) => setRole(declarationRole.parse(currentTarget.value))}
      />
      <NativeSelect
        label={t("register.owner")}
        description={t("register.owner_help")}
        required
        value={ownerId}
        data={choices}
        onChange={({ currentTarget }) => setOwnerId(currentTarget.value)}
        {...faultOf("ownerId")}
      />
      <NativeSelect
        label={t("register.backup")}
        description={t("register.backup_help")}
        value={backupId}
        data={choices}
        onChange={({ currentTarget }) => setBackupId(currentTarget.value)}
        {...faultOf("backupId")}
      />
      <TextInput
        type="date"
        label={t("register.recovery")}
        description={t("register.recovery_help")}
        value={checkedOn}
        onChange={({ currentTarget }) => setCheckedOn(currentTarget.value)}
        {...faultOf("recoveryCheckedOn")}
      />
      <Textarea
        label={t("register.disclosure")}
        description={t("register.disclosure_help")}
        required
        autosize
        minRows={2}
        maxLength={500}
        value={disclosure}
        onChange={({ currentTarget }) => setDisclosure(currentTarget.value)}
        {...faultOf("disclosure")}
      />
      {save.isError ? <ErrorNote error={save.error} unchanged={t("register.nothing_kept")} /> : null}
      <FormActs>
        <Button
          kind="primary"
          type="submit"
          isBusy={save.isPending}
          disabled={ownerId === "" || (declaration === undefined && account === undefined)}
        >
          {t(declaration ? "register.save" : "register.declare_now")}
        </Button>
        <small>{t("register.at_once")}</small>
      </FormActs>
    </Form>
  );
}
