import { z } from "zod";
import { deskHeaders, request } from "./request.ts";

/**
 * Calls to the sign-in part of the server (better-auth's own REST addresses under `/api/auth`). Failures are
 * ProblemErrors whose `code` is better-auth's, such as `INVALID_EMAIL_OR_PASSWORD`.
 */
async function call<T extends z.ZodType>(
  method: "GET" | "POST",
  path: string,
  shape: T,
  body?: Record<string, unknown>,
): Promise<z.infer<T>> {
  const response = await request(`/api/auth${path}`, {
    method,
    headers: { ...deskHeaders(), ...(method === "POST" ? { "Content-Type": "application/json" } : {}) },
    ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
  });
  return shape.parse(await response.json());
}

const Nothing = z.unknown();

/** Signs in with a password. `second_factor`: a code is needed before anybody is signed in. */
export async function signIn(email: string, password: string): Promise<"signed_in" | "second_factor"> {
  const shape = z.object({ twoFactorRedirect: z.boolean().optional() });
  const answer = await call("POST", "/sign-in/email", shape, { email, password, rememberMe: true });
  return answer.twoFactorRedirect === true ? "second_factor" : "signed_in";
}

export const signOut = (): Promise<unknown> => call("POST", "/sign-out", Nothing);

/** Finishes a sign-in, or confirms a new authenticator: the six digits it shows now. */
export const verifyTotp = (code: string, trustDevice: boolean): Promise<unknown> =>
  call("POST", "/two-factor/verify-totp", Nothing, { code, trustDevice });

/** Finishes a sign-in with one of the codes kept on paper; each works once. */
export const verifyBackupCode = (code: string): Promise<unknown> =>
  call("POST", "/two-factor/verify-backup-code", Nothing, { code });

const Enrolment = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
export type Enrolment = z.infer<typeof Enrolment>;

/** Begins with an authenticator: its address (for the QR code) and the backup codes. It counts once verified. */
export const enableTwoFactor = (password: string): Promise<Enrolment> =>
  call("POST", "/two-factor/enable", Enrolment, { password });

export const disableTwoFactor = (password: string): Promise<unknown> =>
  call("POST", "/two-factor/disable", Nothing, { password });

/** Ten new backup codes; the old ones stop working. */
export async function renewBackupCodes(password: string): Promise<readonly string[]> {
  const shape = z.object({ backupCodes: z.array(z.string()) });
  return (await call("POST", "/two-factor/generate-backup-codes", shape, { password })).backupCodes;
}

/** Changes the password and signs out everywhere else. */
export const changePassword = (currentPassword: string, newPassword: string): Promise<unknown> =>
  call("POST", "/change-password", Nothing, { currentPassword, newPassword, revokeOtherSessions: true });

const Session = z.object({
  id: z.string(),
  token: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  ipAddress: z.string().nullish(),
  userAgent: z.string().nullish(),
});
export type Session = z.infer<typeof Session>;

/** Where this person is signed in, with the id of the session asking. */
export async function listSessions(): Promise<{ sessions: Session[]; currentId: string | undefined }> {
  const [sessions, current] = await Promise.all([
    call("GET", "/list-sessions", z.array(Session)),
    call("GET", "/get-session", z.object({ session: z.object({ id: z.string() }) }).nullable()),
  ]);
  return { sessions, currentId: current?.session.id };
}

export const revokeSession = (token: string): Promise<unknown> =>
  call("POST", "/revoke-session", Nothing, { token });

export const revokeOtherSessions = (): Promise<unknown> => call("POST", "/revoke-other-sessions", Nothing);

const Passkey = z.object({
  id: z.string(),
  name: z.string().nullish(),
  deviceType: z.string().nullish(),
  createdAt: z.string().nullish(),
});
export type Passkey = z.infer<typeof Passkey>;

export const listPasskeys = (): Promise<Passkey[]> =>
  call("GET", "/passkey/list-user-passkeys", z.array(Passkey));

export const removePasskey = (id: string): Promise<unknown> =>
  call("POST", "/passkey/delete-passkey", Nothing, { id });

/** Whether this browser can keep and show passkeys: https or localhost, and WebAuthn's JSON methods. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

/** Adds a passkey of this device. Throws a DOMException (`NotAllowedError`) when the person changed their mind. */
export async function addPasskey(name: string): Promise<void> {
  const options = await call(
    "GET",
    `/passkey/generate-register-options?name=${encodeURIComponent(name)}`,
    z.custom<PublicKeyCredentialCreationOptionsJSON>(),
  );
  const credential = await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
  });
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException("No passkey", "NotAllowedError");
  await call("POST", "/passkey/verify-registration", Nothing, { response: credential.toJSON(), name });
}

/** Signs in with a passkey of this device. Throws a DOMException when the person changed their mind. */
export async function signInWithPasskey(): Promise<void> {
  const options = await call(
    "GET",
    "/passkey/generate-authenticate-options",
    z.custom<PublicKeyCredentialRequestOptionsJSON>(),
  );
  const credential = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
  });
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException("No passkey", "NotAllowedError");
  await call("POST", "/passkey/verify-authentication", Nothing, { response: credential.toJSON() });
}
