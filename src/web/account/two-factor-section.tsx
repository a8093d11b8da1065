import { IconShieldCheck } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { disableTwoFactor, type Enrolment, enableTwoFactor, renewBackupCodes } from "../api/auth.ts";
import { refreshMe } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { Chip } from "../kit/chip.tsx";
import { FormActs } from "../kit/form.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { showToast } from "../kit/toasts.tsx";
import { BackupCodes } from "./backup-codes.tsx";
import { EnrolStep } from "./enrol-step.tsx";
import { PasswordPrompt } from "./password-prompt.tsx";

type Step =
  | { at: "rest" }
  | { at: "password"; wanted: "on" | "off" | "codes" }
  | { at: "enrol"; enrolment: Enrolment }
  | { at: "codes"; codes: readonly string[] };

/** The second factor: a code of an authenticator app at each sign-in. */
export function TwoFactorSection({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ at: "rest" });
  const rest = () => setStep({ at: "rest" });
  const changed = async (text: string) => {
    await refreshMe(queries);
    rest();
    showToast({ text });
  };
  return (
    <RuledSection
      title={t("second.title")}
      aside={
        isOn ? (
          <Chip kind="toska" icon={<IconShieldCheck size={15} stroke={1.75} />}>
            {t("second.is_on")}
          </Chip>
        ) : (
          <Chip>{t("second.is_off")}</Chip>
        )
      }
      deck={t("second.about")}
    >
      {step.at === "rest" ? (
        <FormActs>
          {isOn ? (
            <>
              <Button onClick={() => setStep({ at: "password", wanted: "codes" })}>
                {t("second.renew")}
              </Button>
              <Button kind="danger" onClick={() => setStep({ at: "password", wanted: "off" })}>
                {t("second.turn_off")}
              </Button>
            </>
          ) : (
            <Button onClick={() => setStep({ at: "password", wanted: "on" })}>{t("second.turn_on")}</Button>
          )}
        </FormActs>
      ) : null}
      {step.at === "password" && step.wanted === "on" ? (
        <PasswordPrompt
          why={t("second.why_password")}
          act={t("second.begin")}
          run={enableTwoFactor}
          onDone={(enrolment) => setStep({ at: "enrol", enrolment })}
          onCancel={rest}
        />
      ) : null}
      {step.at === "password" && step.wanted === "off" ? (
        <PasswordPrompt
          why={t("second.off_warning")}
          act={t("second.turn_off")}
          isDangerous
          run={disableTwoFactor}
          onDone={() => void changed(t("second.turned_off"))}
          onCancel={rest}
        />
      ) : null}
      {step.at === "password" && step.wanted === "codes" ? (
        <PasswordPrompt
          why={t("second.renew_warning")}
          act={t("second.renew")}
          run={renewBackupCodes}
          onDone={(codes) => setStep({ at: "codes", codes })}
          onCancel={rest}
        />
      ) : null}
      {step.at === "enrol" ? (
        <EnrolStep
          enrolment={step.enrolment}
          onDone={() => void changed(t("second.turned_on"))}
          onCancel={rest}
        />
      ) : null}
      {step.at === "codes" ? (
        <>
          <BackupCodes codes={step.codes} />
          <FormActs>
            <Button onClick={rest}>{t("second.codes_kept")}</Button>
          </FormActs>
        </>
      ) : null}
    </RuledSection>
  );
}
