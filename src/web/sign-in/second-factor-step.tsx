import { Checkbox, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { verifyBackupCode, verifyTotp } from "../api/auth.ts";
import { Button } from "../kit/button.tsx";
import { SignInFailure } from "./sign-in-failure.tsx";
import css from "./sign-in-page.module.css";

/** The second step of a sign-in: six digits of the authenticator, or a backup code kept on paper. */
export function SecondFactorStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { t } = useTranslation("desk");
  const [isBackup, setBackup] = useState(false);
  const [code, setCode] = useState("");
  const [isTrusted, setTrusted] = useState(false);
  const attempt = useMutation({
    mutationFn: () =>
      isBackup ? verifyBackupCode(code.trim()) : verifyTotp(code.replaceAll(/\s/g, ""), isTrusted),
    onSuccess: onDone,
  });
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        attempt.mutate();
      }}
    >
      <TextInput
        key={isBackup ? "backup" : "totp"}
        label={t(isBackup ? "sign_in.second.backup_code" : "sign_in.second.code")}
        description={t(isBackup ? "sign_in.second.backup_help" : "sign_in.second.code_help")}
        name="code"
        autoComplete="one-time-code"
        inputMode={isBackup ? "text" : "numeric"}
        autoFocus
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {isBackup ? null : (
        <Checkbox
          label={t("sign_in.second.trust")}
          checked={isTrusted}
          onChange={(event) => setTrusted(event.currentTarget.checked)}
        />
      )}
      <SignInFailure error={attempt.error} />
      <Button kind="primary" type="submit" isBusy={attempt.isPending}>
        {t("sign_in.act")}
      </Button>
      <button
        type="button"
        className={css["link"]}
        onClick={() => {
          setBackup(!isBackup);
          setCode("");
          attempt.reset();
        }}
      >
        {t(isBackup ? "sign_in.second.use_code" : "sign_in.second.use_backup")}
      </button>
      <button type="button" className={css["link"]} onClick={onBack}>
        {t("act.back")}
      </button>
    </form>
  );
}
