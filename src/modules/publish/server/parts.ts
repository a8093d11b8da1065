import type { Db } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Speaking } from "./variants/variant-store.ts";

/** What the module is made of. */
export interface PublishParts {
  readonly db: Db;
  readonly analyst: Pick<Analyst, "tryText">;
  readonly speaking: Speaking;
  readonly now: () => Date;
}

export type ActContext = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;
