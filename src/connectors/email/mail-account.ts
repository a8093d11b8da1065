import type { Access, FreshSecrets } from "#connectors/ports/connector.ts";
import { mailPlaces, type TokenPlaces } from "./mail-places.ts";
import { type EmailSettings, keptTokenSecrets, passwordSecrets } from "./mail-settings.ts";
import { askForTokens, revokeToken } from "./mail-tokens.ts";
import type { MailVendors } from "./mail-vendors.ts";

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
  /** Only for the ways with tokens. */
  readonly refresh?: () => Promise<FreshSecrets>;
  /** Only where access can be given back. */
  readonly revoke?: () => Promise<void>;
}

/** A token that ends within this is not begun with. */
const spareMs = 60_000;

export function mailAccount(access: Access, vendors: MailVendors): MailAccount {
  const { settings, tokens } = mailPlaces(access, vendors);
  const user = settings.user === "" ? settings.address : settings.user;
  if (tokens !== null) return tokenAccount(access, settings, user, tokens);
  const { password, dkimKey } = passwordSecrets.parse(access.secrets);
  return { access, settings, dkimKey: dkimKey ?? null, login: async () => ({ user, password }) };
}

function tokenAccount(
  access: Access,
  settings: EmailSettings,
  user: string,
  { clientId, tokenUrl, revokeUrl }: TokenPlaces,
): MailAccount {
  const secrets = keptTokenSecrets.parse(access.secrets);
  const { clientSecret = "" } = secrets;
  let { accessToken, accessEndsAt } = secrets;
  const refresh = async (): Promise<FreshSecrets> => {
    const answer = await askForTokens(access, tokenUrl, {
      grant_type: "refresh_token",
      refresh_token: secrets.refreshToken,
      client_id: clientId,
      ...(clientSecret !== "" && { client_secret: clientSecret }),
    });
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
    ...(revokeUrl !== null && { revoke: () => revokeToken(access, revokeUrl, secrets.refreshToken) }),
  };
}
