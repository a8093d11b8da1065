import { z } from "zod";
import type { Access, FreshSecrets } from "#connectors/ports/connector.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { failureOfLine, failureOfResponse } from "#connectors/ports/failure-of-response.ts";
import {
  type EmailSettings,
  emailSettings,
  keptTokenSecrets,
  passwordSecrets,
  tokenSettings,
} from "./manifest.ts";

/** By what a mailbox is opened. */
export type MailLogin =
  | { readonly user: string; readonly password: string }
  | { readonly user: string; readonly accessToken: string };

/** A mailbox as it was connected. */
export interface MailAccount {
  readonly access: Access;
  readonly settings: EmailSettings;
  readonly dkimKey: string | null;
  /** @throws ConnectorError where a token is asked for and not given */
  readonly login: () => Promise<MailLogin>;
  /** Only for the way with tokens. */
  readonly refresh?: () => Promise<FreshSecrets>;
}

/** A token that ends within this is not begun with. */
const spareMs = 60_000;

/** What a token server answers (RFC 6749 §5.1). */
const tokens = z.object({
  access_token: z.string().min(1).max(8_000),
  refresh_token: z.string().min(1).max(4_000).optional(),
  expires_in: z.number().positive().catch(3_600).default(3_600),
});

export function mailAccount(access: Access): MailAccount {
  const settings = emailSettings.parse(access.settings);
  const user = settings.user === "" ? settings.address : settings.user;
  if (access.way === "password") {
    const { password, dkimKey } = passwordSecrets.parse(access.secrets);
    return { access, settings, dkimKey: dkimKey ?? null, login: async () => ({ user, password }) };
  }
  const secrets = keptTokenSecrets.parse(access.secrets);
  let { accessToken, accessEndsAt } = secrets;
  const refresh = async (): Promise<FreshSecrets> => {
    const answer = await askForToken(access, secrets);
    accessToken = answer.access_token;
    accessEndsAt = access.now().getTime() + answer.expires_in * 1_000;
    const refreshToken = answer.refresh_token ?? secrets.refreshToken;
    return {
      secrets: { ...secrets, accessToken, accessEndsAt, refreshToken },
      expiresAt: new Date(accessEndsAt),
    };
  };
  return {
    access,
    settings,
    dkimKey: secrets.dkimKey ?? null,
    login: async () => {
      // Also after the desk was off for a while: an old token must not pass for an account that was taken back.
      if (accessEndsAt - spareMs < access.now().getTime()) await refresh();
      return { user, accessToken };
    },
    refresh,
  };
}

/** New access for a refresh token (RFC 6749 §6). Asking twice is harmless: it is no statement. */
async function askForToken(
  access: Access,
  { refreshToken, clientSecret }: z.infer<typeof keptTokenSecrets>,
): Promise<z.infer<typeof tokens>> {
  const { tokenUrl, clientId } = tokenSettings.parse(access.settings);
  let answer: Response;
  let text: string;
  try {
    answer = await access.fetch(tokenUrl, {
      method: "POST",
      signal: access.signal,
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        client_id: clientId,
        ...(clientSecret !== undefined && clientSecret !== "" && { client_secret: clientSecret }),
      }),
    });
    text = await answer.text();
  } catch (error) {
    throw failureOfLine(error, false);
  }
  const facts = { status: answer.status, headers: answer.headers, isWrite: false, now: access.now() };
  // `invalid_grant` and `invalid_client` both come as 400 or 401.
  if (answer.status === 400 || answer.status === 401)
    throw new ConnectorError(
      { kind: "reconnect", cause: "revoked" },
      `the token was refused: ${text.slice(0, 200)}`,
    );
  if (!answer.ok)
    throw new ConnectorError(failureOfResponse(facts), `the token server answered ${answer.status}`);
  const read = tokens.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new ConnectorError(
    { kind: "retry" },
    "the token server answered with what cannot be read",
    read.error,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
