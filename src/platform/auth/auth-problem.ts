import type { ProblemReader } from "#platform/http/problem.ts";
import type { ErrorValues } from "#shared/app-error.ts";

/** The sentence (under `errors.`) for each refusal of the sign-in library that a person can do something about. */
const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "sign_in.wrong",
  INVALID_PASSWORD: "sign_in.password_wrong",
  PASSWORD_TOO_SHORT: "sign_in.password_short",
  PASSWORD_TOO_LONG: "sign_in.password_long",
  INVALID_CODE: "sign_in.code_wrong",
  INVALID_BACKUP_CODE: "sign_in.code_wrong",
  INVALID_TWO_FACTOR_COOKIE: "sign_in.code_expired",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "sign_in.code_expired",
  ACCOUNT_TEMPORARILY_LOCKED: "sign_in.locked",
  TOTP_ALREADY_ENABLED: "sign_in.second_factor_on",
  TOTP_NOT_ENABLED: "sign_in.second_factor_off",
  SESSION_NOT_FRESH: "sign_in.not_fresh",
  INVALID_ORIGIN: "sign_in.address_unknown",
  MISSING_OR_NULL_ORIGIN: "sign_in.address_unknown",
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: "sign_in.address_unknown",
  PASSKEY_NEEDS_NAME: "sign_in.passkey_needs_name",
  PASSKEY_NOT_FOUND: "sign_in.passkey_unknown",
  AUTHENTICATION_FAILED: "sign_in.passkey_unknown",
  CHALLENGE_NOT_FOUND: "sign_in.passkey_expired",
  VALIDATION_ERROR: "invalid_input",
};

const sentenceOfStatus: Record<number, string> = {
  401: "unauthenticated",
  404: "no_such_operation",
  429: "rate_limited",
  500: "internal",
};

/**
 * A refusal of the sign-in library as a problem body (RFC 9457). `code` stays the library's own
 * (`INVALID_EMAIL_OR_PASSWORD`), so that its documentation holds; `detail` is a sentence in the reader's language.
 * Cookies and other headers of the answer are kept.
 */
export async function authProblem(response: Response, reader: ProblemReader): Promise<Response> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = response.headers.get("x-retry-after");
  const code = codeIn(body) ?? (response.status === 429 ? "RATE_LIMITED" : "REFUSED");
  return problemResponse(response.status, code, reader, {
    headers: response.headers,
    values: response.status === 429 ? { seconds: Number(retryAfter ?? 60) } : {},
  });
}

/** A refusal of our own, in the same form. */
export function problemResponse(
  status: number,
  code: string,
  reader: ProblemReader,
  { headers = new Headers(), values = {} }: { headers?: Headers; values?: ErrorValues } = {},
): Response {
  const key = sentences[code] ?? sentenceOfStatus[status] ?? "sign_in.refused";
  const answer = new Headers(headers);
  answer.set("content-type", "application/problem+json");
  answer.delete("content-length");
  if (values["seconds"] !== undefined) answer.set("retry-after", String(values["seconds"]));
  const problem = {
    type: `https://gaung.id/problems/${key.replaceAll(".", "_")}`,
    title: code,
    status,
    detail: reader.translate(reader.locale, `errors.${key}`, values),
    code,
    key,
    values,
    requestId: reader.requestId,
  };
  return new Response(JSON.stringify(problem), { status, headers: answer });
}

function codeIn(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string"
    ? body.code
    : undefined;
}
