import type { Access } from "#connectors/ports/connector.ts";
import {
  type EmailSettings,
  emailSettings,
  googleSettings,
  microsoftSettings,
  tokenSettings,
} from "./mail-settings.ts";
import type { MailVendors } from "./mail-vendors.ts";

/** Where a mailbox is, and where its tokens come from. */
export interface MailPlaces {
  readonly settings: EmailSettings;
  /** Null for a mailbox with a password. */
  readonly tokens: TokenPlaces | null;
}

export interface TokenPlaces {
  readonly clientId: string;
  readonly tokenUrl: string;
  /** Only where people are asked for consent. */
  readonly consent: {
    readonly authorizeUrl: string;
    readonly scopes: readonly string[];
    readonly asked: Readonly<Record<string, string>>;
  } | null;
  readonly revokeUrl: string | null;
}

/** Reads what an account was connected with: a vendor's servers are known, all others stand in the form. */
export function mailPlaces(
  { way, settings }: Pick<Access, "way" | "settings">,
  vendors: MailVendors,
): MailPlaces {
  if (way === "password") return { settings: emailSettings.parse(settings), tokens: null };
  const vendor = vendors[way];
  if (!vendor) {
    const { tokenUrl, clientId } = tokenSettings.parse(settings);
    return {
      settings: emailSettings.parse(settings),
      tokens: { clientId, tokenUrl, consent: null, revokeUrl: null },
    };
  }
  const filled = way === "microsoft" ? microsoftSettings.parse(settings) : googleSettings.parse(settings);
  const tenant = "tenant" in filled ? String(filled.tenant) : "";
  const placed = (address: string): string => address.replaceAll("{tenant}", encodeURIComponent(tenant));
  return {
    // Both keep a copy of what they send by themselves.
    settings: emailSettings.parse({ ...filled, ...vendor.servers, serverKeepsSent: true }),
    tokens: {
      clientId: filled.clientId,
      tokenUrl: placed(vendor.tokenUrl),
      consent: {
        authorizeUrl: placed(vendor.authorizeUrl),
        scopes: vendor.scopes,
        asked: vendor.asked,
      },
      revokeUrl: vendor.revokeUrl,
    },
  };
}
