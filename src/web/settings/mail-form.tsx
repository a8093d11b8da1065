import { NumberInput, PasswordInput, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MailSettings } from "#platform/contract/operations-room.ts";
import { isProblem } from "../api/problem-error.ts";
import { platform } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { Form, FormActs } from "../kit/form.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { showToast } from "../kit/toasts.tsx";
import css from "./mail-form.module.css";

/** The SMTP server. The password is never sent back to the browser: an empty field keeps the stored one. */
export function MailForm({ settings }: { settings: MailSettings }) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const isFixed = settings.isFromEnvironment;
  const [form, setForm] = useState({
    host: settings.host,
    port: settings.port,
    isSecure: settings.isSecure,
    user: settings.user,
    from: settings.from,
  });
  const [password, setPassword] = useState("");
  const change = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () =>
      platform.client.mail.updateMailSettings({ ...form, ...(password === "" ? {} : { password }) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: platform.queries.mail.key() });
      showToast({ text: t("mail.saved") });
    },
  });
  const fault = (field: string) => (isProblem(save.error) ? save.error.faultOf(field) : undefined);
  return (
    <Form onSubmit={() => save.mutate()} label={t("mail.server")}>
      <div className={css["server"]}>
        <TextInput
          label={t("mail.host")}
          description={t("mail.host_help")}
          disabled={isFixed}
          value={form.host}
          error={fault("host")}
          onChange={(event) => change({ host: event.currentTarget.value })}
        />
        <NumberInput
          label={t("mail.port")}
          disabled={isFixed}
          hideControls
          allowDecimal={false}
          min={1}
          max={65535}
          value={form.port === 0 ? "" : form.port}
          error={fault("port")}
          onChange={(value) => change({ port: Number(value) })}
        />
      </div>
      <Switch
        label={t("mail.secure")}
        description={t("mail.secure_help")}
        disabled={isFixed}
        checked={form.isSecure}
        onChange={(event) => change({ isSecure: event.currentTarget.checked })}
      />
      <div className={css["sender"]}>
        <TextInput
          label={t("mail.user")}
          autoComplete="off"
          disabled={isFixed}
          value={form.user}
          error={fault("user")}
          onChange={(event) => change({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t("field.password")}
          description={t(settings.hasPassword ? "mail.password_kept" : "mail.password_none")}
          autoComplete="new-password"
          disabled={isFixed}
          value={password}
          error={fault("password")}
          visibilityToggleButtonProps={{ "aria-label": t("field.show_password") }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label={t("mail.from")}
        description={t("mail.from_help")}
        required
        disabled={isFixed}
        value={form.from}
        error={fault("from")}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      {save.error === null ? null : <ErrorNote error={save.error} />}
      {isFixed ? null : (
        <FormActs>
          <Button kind="primary" type="submit" isBusy={save.isPending}>
            {t("mail.save")}
          </Button>
        </FormActs>
      )}
    </Form>
  );
}
