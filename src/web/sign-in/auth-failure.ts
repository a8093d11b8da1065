import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem-error.ts";

/**
 * The sentence for a refused sign-in call. better-auth answers with its own codes in English, so they are translated
 * here; undefined when the code is not one a person can act on (then the failure is shown as any other).
 */
export function useAuthFailure(): (error: unknown) => string | undefined {
  const { t, i18n } = useTranslation("desk");
  return (error) => {
    if (error instanceof DOMException) {
      return error.name === "NotAllowedError" || error.name === "AbortError"
        ? t("auth_failure.PASSKEY_CANCELLED")
        : t("auth_failure.PASSKEY_FAILED");
    }
    if (!isProblem(error)) return undefined;
    if (error.status === 429) return t("auth_failure.RATE_LIMITED");
    const key = `auth_failure.${error.code}`;
    return i18n.exists(key, { ns: "desk" }) ? t(key) : undefined;
  };
}
