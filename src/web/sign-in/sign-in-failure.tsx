import { ErrorNote, Note } from "../kit/note.tsx";
import { useAuthFailure } from "./auth-failure.ts";

/** A refused sign-in call, in the reader's language. Nothing when there is no failure. */
export function SignInFailure({ error }: { error: unknown }) {
  const sentence = useAuthFailure()(error);
  if (error === undefined || error === null) return null;
  return sentence === undefined ? <ErrorNote error={error} /> : <Note kind="saga" isAlert title={sentence} />;
}
