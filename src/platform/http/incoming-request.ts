import type { Db } from "#platform/db/database.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Locale } from "#shared/ids.ts";
import type { Principal } from "./request-context.ts";

/** A request before its access is checked. */
export type IncomingRequest = {
  readonly principal: Principal | null;
  /** The slug of the workspace asked for; null = the member's first. */
  readonly workspaceSlug: string | null;
  readonly db: Db;
  readonly now: () => Date;
  readonly locale: Locale;
  readonly requestId: string;
  readonly headers: Headers;
  readonly responseHeaders: Headers;
  readonly translate: Translate;
};
