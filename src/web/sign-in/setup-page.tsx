import { NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Zone } from "#shared/ids.ts";
import { signIn } from "../api/auth.ts";
import { isProblem } from "../api/problem-error.ts";
import { deskQuery, platform, useDesk } from "../api/session.ts";
import { currentLocale } from "../i18n/start-i18n.ts";
import { Button, LinkButton } from "../kit/button.tsx";
import { Form } from "../kit/form.tsx";
import { ErrorNote, Note } from "../kit/note.tsx";
import { FrontDoor } from "./front-door.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { useEnterDesk } from "./use-enter-desk.ts";
import { ZoneOptions } from "./zone-options.tsx";

/** Penyiapan: the first person opens the one-time link and makes the office and their own account. */
export default function SetupPage() {
  const { t } = useTranslation("desk");
  const search: Record<string, unknown> = useSearch({ strict: false });
  const desk = useDesk();
  const token = typeof search["token"] === "string" ? search["token"] : "";
  if (desk !== undefined && !desk.needsSetup) {
    return (
      <FrontDoor title={t("setup.done_title")} deck={t("setup.done_text")}>
        <LinkButton to="/masuk" kind="primary">
          {t("sign_in.act")}
        </LinkButton>
      </FrontDoor>
    );
  }
  if (token === "") {
    return (
      <FrontDoor title={t("setup.no_token_title")}>
        <Note kind="brass" title={t("setup.no_token_text")}>
          <p>{t("setup.no_token_more")}</p>
        </Note>
      </FrontDoor>
    );
  }
  return (
    <FrontDoor title={t("setup.title")} deck={t("setup.deck")}>
      <SetupForm token={token} />
    </FrontDoor>
  );
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation("desk");
  const enter = useEnterDesk();
  const queries = useQueryClient();
  const [form, setForm] = useState({
    workspaceName: "",
    zone: "Asia/Jakarta" as Zone,
    name: "",
    email: "",
    password: "",
  });
  const change = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const setup = useMutation({
    mutationFn: async () => {
      const { workspaceSlug } = await platform.client.session.completeSetup({
        token,
        ...form,
        locale: currentLocale(),
      });
      await signIn(form.email, form.password);
      return workspaceSlug;
    },
    onSuccess: async (slug) => {
      queries.removeQueries({ queryKey: deskQuery.queryKey });
      await enter(slug);
    },
  });
  const fault = (field: string) => (isProblem(setup.error) ? setup.error.faultOf(field) : undefined);
  return (
    <Form onSubmit={() => setup.mutate()}>
      <TextInput
        label={t("setup.office")}
        description={t("setup.office_help")}
        autoComplete="organization"
        required
        minLength={2}
        value={form.workspaceName}
        error={fault("workspaceName")}
        onChange={(event) => change({ workspaceName: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("field.zone")}
        description={t("field.zone_help")}
        value={form.zone}
        onChange={(event) => change({ zone: event.currentTarget.value as Zone })}
      >
        <ZoneOptions />
      </NativeSelect>
      <TextInput
        label={t("setup.your_name")}
        autoComplete="name"
        required
        value={form.name}
        error={fault("name")}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t("field.email")}
        type="email"
        autoComplete="username"
        required
        value={form.email}
        error={fault("email")}
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <NewPasswordField
        label={t("field.password")}
        value={form.password}
        own={[form.name, form.email, form.workspaceName]}
        error={fault("password")}
        onChange={(password) => change({ password })}
      />
      {setup.error === null ? null : <ErrorNote error={setup.error} unchanged={t("setup.unchanged")} />}
      <Button kind="primary" type="submit" isBusy={setup.isPending}>
        {t("setup.act")}
      </Button>
    </Form>
  );
}
