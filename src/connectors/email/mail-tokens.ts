import { z } from "zod";
import type { Access } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";

/** What a token server answers (RFC 6749 §5.1). */
const tokens = z.object({
  access_token: z.string().min(1).max(8_000),
  refresh_token: z.string().min(1).max(4_000).optional(),
  expires_in: z.number().positive().catch(3_600).default(3_600),
  scope: z.string().max(8_000).optional().catch(undefined),
});
export type MailTokens = z.infer<typeof tokens>;

/**
 * Asks a token server, for access with a code or for new access with a refresh token (RFC 6749 §4.1.3 and §6). Asking is
 * no statement: whoever does not know the answer asks again, or has the person agree once more.
 * @throws ConnectorError `reconnect` when it refuses
 */
export async function askForTokens(
  access: Access,
  tokenUrl: string,
  form: Readonly<Record<string, string>>,
): Promise<MailTokens> {
  const { answer, text } = await tell(access, tokenUrl, form);
  // `invalid_grant` and `invalid_client` both come as 400 or 401.
  if (answer.status === 400 || answer.status === 401)
    throw new ConnectorError(
      { kind: "reconnect", cause: "revoked" },
      `the token was refused: ${text.slice(0, 200)}`,
    );
  throwUnlessOk(access, answer, "the token server");
  const read = tokens.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new ConnectorError(
    { kind: "retry" },
    "the token server answered with what cannot be read",
    read.error,
  );
}

/**
 * Gives access back (RFC 7009). A token that is not known there any more is no failure.
 * @throws ConnectorError
 */
export async function revokeToken(access: Access, revokeUrl: string, token: string): Promise<void> {
  const { answer } = await tell(access, revokeUrl, { token });
  if (answer.status === 400) return;
  throwUnlessOk(access, answer, "the place to give access back");
}

async function tell(
  access: Access,
  address: string,
  form: Readonly<Record<string, string>>,
): Promise<{ answer: Response; text: string }> {
  try {
    const answer = await access.fetch(address, {
      method: "POST",
      signal: access.signal,
      body: new URLSearchParams(form),
    });
    return { answer, text: await answer.text() };
  } catch (error) {
    throw failureOfLine(error, false);
  }
}

function throwUnlessOk(access: Access, answer: Response, who: string): void {
  if (answer.ok) return;
  const facts = { status: answer.status, headers: answer.headers, isWrite: false, now: access.now() };
  throw new ConnectorError(failureOfResponse(facts), `${who} answered ${answer.status}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
