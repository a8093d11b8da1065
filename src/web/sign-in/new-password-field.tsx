import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import css from "./new-password-field.module.css";
import { passwordAdvice, passwordMin } from "./password-advice.ts";

/** A new password with advice in words while it is typed. `own`: words others know of the person. */
export function NewPasswordField({
  label,
  value,
  own,
  error,
  onChange,
}: {
  label: string;
  value: string;
  own: readonly string[];
  error?: string | undefined;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation("desk");
  const advice = passwordAdvice(value, own);
  const filled = { empty: 0, short: 0, personal: 1, repetitive: 1, common: 1, fair: 2, strong: 3 }[advice];
  return (
    <div>
      <PasswordInput
        label={label}
        description={t("password.help", { min: passwordMin })}
        autoComplete="new-password"
        required
        minLength={passwordMin}
        maxLength={128}
        value={value}
        error={error}
        visibilityToggleButtonProps={{ "aria-label": t("field.show_password") }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={css["advice"]} data-filled={filled}>
        <span aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <p role="status">
          {advice === "empty" ? null : t(`password.advice.${advice}`, { count: passwordMin - value.length })}
        </p>
      </div>
    </div>
  );
}
