import type { Db, Tx } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";

/**
 * The person behind an act, for the rule that nobody approves their own words: a key writes as whoever made it, so that
 * nobody gets around the rule with a key of their own.
 */
export async function authorKey(db: Db | Tx, { kind, id }: Actor): Promise<string> {
  if (kind !== "api_key") return `${kind}:${id ?? ""}`;
  const key = await db
    .selectFrom("platform.api_key")
    .select("created_by")
    .where("id", "=", id)
    .executeTakeFirst();
  return key ? `user:${key.created_by}` : `api_key:${id ?? ""}`;
}
