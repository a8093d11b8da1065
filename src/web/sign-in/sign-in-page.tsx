import { PasswordInput, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { canUsePasskeys, signIn, signInWithPasskey } from "../api/auth.ts";
import { useDesk } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { Note } from "../kit/note.tsx";
import { FrontDoor } from "./front-door.tsx";
import { SecondFactorStep } from "./second-factor-step.tsx";
import { SignInFailure } from "./sign-in-failure.tsx";
import css from "./sign-in-page.module.css";
import { useEnterDesk } from "./use-enter-desk.ts";

/** Masuk: e-mail and password, a second factor when the person has one, or a passkey. */
export default function SignInPage() {
  const { t } = useTranslation("desk");
  const enter = useEnterDesk();
  const [needsCode, setNeedsCode] = useState(false);
  return needsCode ? (
    <FrontDoor title={t("sign_in.second.title")} deck={t("sign_in.second.deck")}>
      <SecondFactorStep onDone={() => void enter()} onBack={() => setNeedsCode(false)} />
    </FrontDoor>
  ) : (
    <FrontDoor title={t("sign_in.title")}>
      <PasswordStep onSecondFactor={() => setNeedsCode(true)} onDone={() => void enter()} />
    </FrontDoor>
  );
}

function PasswordStep({ onSecondFactor, onDone }: { onSecondFactor: () => void; onDone: () => void }) {
  const { t } = useTranslation("desk");
  const demo = useDesk()?.demoSignIn;
  const [email, setEmail] = useState<string>();
  const [password, setPassword] = useState<string>();
  const attempt = useMutation({
    mutationFn: () => signIn(email ?? demo?.email ?? "", password ?? demo?.password ?? ""),
    onSuccess: (answer) => (answer === "second_factor" ? onSecondFactor() : onDone()),
  });
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onDone });
  return (
    <>
      {demo === null || demo === undefined ? null : <Note kind="brass" title={t("sign_in.demo")} />}
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          passkey.reset();
          attempt.mutate();
        }}
      >
        <TextInput
          label={t("field.email")}
          type="email"
          name="email"
          autoComplete="username webauthn"
          required
          value={email ?? demo?.email ?? ""}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("field.password")}
          name="password"
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ "aria-label": t("field.show_password") }}
          value={password ?? demo?.password ?? ""}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <SignInFailure error={attempt.error ?? passkey.error} />
        <Button kind="primary" type="submit" isBusy={attempt.isPending}>
          {t("sign_in.act")}
        </Button>
      </form>
      {canUsePasskeys() ? (
        <div className={css["other"]}>
          <Button
            onClick={() => {
              attempt.reset();
              passkey.mutate();
            }}
            isBusy={passkey.isPending}
          >
            <IconFingerprint size={18} stroke={1.6} />
            {t("sign_in.passkey")}
          </Button>
        </div>
      ) : null}
      <p className={css["help"]}>{t("sign_in.forgotten")}</p>
    </>
  );
}
