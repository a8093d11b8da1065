import { TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { signIn } from "../api/auth.ts";
import { isProblem } from "../api/problem-error.ts";
import { platform } from "../api/session.ts";
import { chooseWorkspace } from "../api/workspace-choice.ts";
import { Button, LinkButton } from "../kit/button.tsx";
import { Form } from "../kit/form.tsx";
import { LoadingLines } from "../kit/loading-lines.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { FrontDoor } from "./front-door.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { useEnterDesk } from "./use-enter-desk.ts";

/** Undangan: what an invitation link offers, and how to take it. */
export default function InvitationPage() {
  const { t } = useTranslation("desk");
  const { token = "" }: { token?: string } = useParams({ strict: false });
  const offer = useQuery(platform.queries.workspace.getInvitation.queryOptions({ input: { token } }));
  if (offer.data === undefined) {
    return (
      <FrontDoor title={t(offer.isError ? "invitation.refused" : "invitation.title")}>
        {offer.isError ? <ErrorNote error={offer.error} /> : <LoadingLines rows={2} />}
        {offer.isError ? <LinkButton to="/masuk">{t("sign_in.title")}</LinkButton> : null}
      </FrontDoor>
    );
  }
  const { workspaceName, role, email, hasAccount } = offer.data;
  return (
    <FrontDoor
      title={t("invitation.join", { workspace: workspaceName })}
      deck={t("invitation.as", { role: t(`role.${role}.name`), about: t(`role.${role}.about`) })}
    >
      {hasAccount ? (
        <ExistingAccount token={token} email={email} />
      ) : (
        <NewAccount token={token} email={email} office={workspaceName} />
      )}
    </FrontDoor>
  );
}

/** The invited person has an account already: accepting adds the office, the sign-in follows. */
function ExistingAccount({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation("desk");
  const enter = useEnterDesk();
  const accept = useMutation({
    mutationFn: () => platform.client.workspace.acceptInvitation({ token }),
    onSuccess: (answer) => enter(answer.workspaceSlug),
  });
  return (
    <Form onSubmit={() => accept.mutate()}>
      <p>{t("invitation.has_account", { email })}</p>
      {accept.error === null ? null : <ErrorNote error={accept.error} />}
      <Button kind="primary" type="submit" isBusy={accept.isPending}>
        {t("invitation.accept")}
      </Button>
    </Form>
  );
}

function NewAccount({ token, email, office }: { token: string; email: string; office: string }) {
  const { t } = useTranslation("desk");
  const enter = useEnterDesk();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const accept = useMutation({
    mutationFn: async () => {
      const answer = await platform.client.workspace.acceptInvitation({ token, name, password });
      chooseWorkspace(answer.workspaceSlug);
      await signIn(answer.email, password);
      return answer.workspaceSlug;
    },
    onSuccess: (slug) => enter(slug),
  });
  const fault = (field: string) => (isProblem(accept.error) ? accept.error.faultOf(field) : undefined);
  return (
    <Form onSubmit={() => accept.mutate()}>
      <TextInput label={t("field.email")} value={email} readOnly autoComplete="username" />
      <TextInput
        label={t("setup.your_name")}
        autoComplete="name"
        required
        value={name}
        error={fault("name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPasswordField
        label={t("field.password")}
        value={password}
        own={[name, email, office]}
        error={fault("password")}
        onChange={setPassword}
      />
      {accept.error === null ? null : <ErrorNote error={accept.error} />}
      <Button kind="primary" type="submit" isBusy={accept.isPending}>
        {t("invitation.accept")}
      </Button>
    </Form>
  );
}
