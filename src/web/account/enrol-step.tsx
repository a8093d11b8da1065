import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Enrolment, verifyTotp } from "../api/auth.ts";
import { Button } from "../kit/button.tsx";
import { CopyField } from "../kit/copy-field.tsx";
import { Form, FormActs } from "../kit/form.tsx";
import { QrCode } from "../kit/qr-code.tsx";
import { SignInFailure } from "../sign-in/sign-in-failure.tsx";
import { BackupCodes } from "./backup-codes.tsx";
import css from "./enrol-step.module.css";

/** Enrolling an authenticator in three numbered steps: scan, keep the backup codes, confirm with a code. */
export function EnrolStep({
  enrolment,
  onDone,
  onCancel,
}: {
  enrolment: Enrolment;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation("desk");
  const [code, setCode] = useState("");
  const secret = new URL(enrolment.totpURI).searchParams.get("secret") ?? "";
  const confirm = useMutation({
    mutationFn: () => verifyTotp(code.replaceAll(/\s/g, ""), false),
    onSuccess: onDone,
  });
  return (
    <ol className={css["steps"]}>
      <li>
        <h3>{t("second.scan")}</h3>
        <div className={css["scan"]}>
          <QrCode text={enrolment.totpURI} label={t("second.qr")} />
          <CopyField label={t("second.secret")} help={t("second.secret_help")} value={secret} />
        </div>
      </li>
      <li>
        <h3>{t("second.keep_codes")}</h3>
        <BackupCodes codes={enrolment.backupCodes} />
      </li>
      <li>
        <h3>{t("second.confirm")}</h3>
        <Form onSubmit={() => confirm.mutate()}>
          <TextInput
            label={t("sign_in.second.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <SignInFailure error={confirm.error} />
          <FormActs>
            <Button kind="primary" type="submit" isBusy={confirm.isPending}>
              {t("second.turn_on")}
            </Button>
            <Button kind="ghost" onClick={onCancel}>
              {t("act.cancel")}
            </Button>
          </FormActs>
        </Form>
      </li>
    </ol>
  );
}
