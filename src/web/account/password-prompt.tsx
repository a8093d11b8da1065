import { PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../kit/button.tsx";
import { Form, FormActs } from "../kit/form.tsx";
import { SignInFailure } from "../sign-in/sign-in-failure.tsx";

/** Asks for the password before a change to how the account is guarded. */
export function PasswordPrompt<T>({
  why,
  act,
  isDangerous = false,
  run,
  onDone,
  onCancel,
}: {
  why: string;
  act: string;
  isDangerous?: boolean;
  run: (password: string) => Promise<T>;
  onDone: (answer: T) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation("desk");
  const [password, setPassword] = useState("");
  const attempt = useMutation({ mutationFn: () => run(password), onSuccess: onDone });
  return (
    <Form onSubmit={() => attempt.mutate()} label={act}>
      <PasswordInput
        label={t("account.current_password")}
        description={why}
        autoComplete="current-password"
        autoFocus
        required
        value={password}
        visibilityToggleButtonProps={{ "aria-label": t("field.show_password") }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <SignInFailure error={attempt.error} />
      <FormActs>
        <Button kind={isDangerous ? "danger" : "primary"} type="submit" isBusy={attempt.isPending}>
          {act}
        </Button>
        <Button kind="ghost" onClick={onCancel}>
          {t("act.cancel")}
        </Button>
      </FormActs>
    </Form>
  );
}
