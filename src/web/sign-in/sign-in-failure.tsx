import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem-error.ts";
import { ErrorNote, Note } from "../kit/note.tsx";

/**
 * A refused sign-in call. The server says what a person can act on; what the browser says about passkeys is put into
 * words here. Nothing when there is no failure.
 */
export function SignInFailure({ error }: { error: unknown }) {
  const { t } = useTranslation("desk");
  if (error === undefined || error === null) return null;
  if (error instanceof DOMException) {
    const isCancelled = error.name === "NotAllowedError" || error.name === "AbortError";
    return (
      <Note
        kind="saga"
        isAlert
        title={t(isCancelled ? "sign_in.passkey_cancelled" : "sign_in.passkey_failed")}
      />
    );
  }
  if (isProblem(error) && error.status >= 400 && error.status < 500 && error.message !== "") {
    return <Note kind="saga" isAlert title={error.message} />;
  }
  return <ErrorNote error={error} />;
}
