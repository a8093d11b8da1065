import { PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#platform/contract/session.ts";
import { changePassword } from "../api/auth.ts";
import { Button } from "../kit/button.tsx";
import { Form, FormActs } from "../kit/form.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { showToast } from "../kit/toasts.tsx";
import { NewPasswordField } from "../sign-in/new-password-field.tsx";
import { SignInFailure } from "../sign-in/sign-in-failure.tsx";
import { sessionsKey } from "./session-section.tsx";

/** A new password; every other sign-in ends with the old one. */
export function PasswordSection({ me }: { me: Me }) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setOpen(false);
      setCurrent("");
      setNext("");
      void queries.invalidateQueries({ queryKey: sessionsKey });
      showToast({ text: t("account.password_changed") });
    },
  });
  return (
    <RuledSection title={t("field.password")} deck={t("account.password_help")}>
      {isOpen ? (
        <Form onSubmit={() => change.mutate()}>
          <input
            type="text"
            className="sr"
            tabIndex={-1}
            aria-hidden="true"
            autoComplete="username"
            readOnly
            value={me.email}
          />
          <PasswordInput
            label={t("account.current_password")}
            autoComplete="current-password"
            required
            value={current}
            visibilityToggleButtonProps={{ "aria-label": t("field.show_password") }}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <NewPasswordField
            label={t("account.new_password")}
            value={next}
            own={[me.name, me.email]}
            onChange={setNext}
          />
          <SignInFailure error={change.error} />
          <FormActs>
            <Button kind="primary" type="submit" isBusy={change.isPending}>
              {t("account.change_password")}
            </Button>
            <Button kind="ghost" onClick={() => setOpen(false)}>
              {t("act.cancel")}
            </Button>
          </FormActs>
        </Form>
      ) : (
        <Button onClick={() => setOpen(true)}>{t("account.change_password")}</Button>
      )}
    </RuledSection>
  );
}
