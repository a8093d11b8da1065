import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { hashToken, newToken, type RandomBytes } from "#platform/auth/token.ts";
import type { ApiKey } from "#platform/contract/workspaces.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notHeld } from "#platform/workspaces/may-grant.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { type Permission, permission } from "#shared/permissions.ts";
import { apiKeyPrefix } from "./prove-api-key.ts";

const dayMs = 24 * 3600 * 1000;
const shownCharacters = apiKeyPrefix.length + 6;

/**
 * An admin makes a key so that another program can reach this office's data; its secret is shown once.
 * @throws AppError invalid naming `scopes` when they hold more than the maker does
 */
export async function createApiKey(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "principal" | "actor" | "now">,
  input: { name: string; scopes: readonly Permission[]; expiresInDays: number | null },
  random: RandomBytes,
): Promise<ApiKey & { secret: string }> {
  const { db, workspaceId, membership, actor, now } = context;
  const excess = notHeld(membership, input.scopes);
  if (excess.length > 0) throw invalidField("scopes", "field.scope_not_held", { scopes: excess.join(", ") });
  const secret = `${apiKeyPrefix}${newToken(random)}`;
  const at = now();
  const key = {
    id: randomUUID(),
    name: input.name,
    start: secret.slice(0, shownCharacters),
    scopes: permission.options.filter((scope) => input.scopes.includes(scope)),
  };
  const expiresAt =
    input.expiresInDays === null ? null : new Date(at.getTime() + input.expiresInDays * dayMs);
  const createdBy = await db.transaction().execute(async (tx) => {
    const maker = await findMaker(tx, context);
    await tx
      .insertInto("platform.api_key")
      .values({
        ...key,
        workspace_id: workspaceId,
        key_hash: hashToken(secret),
        created_by: maker.id,
        created_at: at,
        expires_at: expiresAt,
      })
      .execute();
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "api_key.created",
        subjectKind: "api_key",
        subjectId: key.id,
        details: { name: key.name, scopes: key.scopes, expiresAt: expiresAt?.toISOString() ?? null },
      },
      at,
    );
    return maker.name;
  });
  return {
    ...key,
    createdBy,
    createdAt: at.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: null,
    secret,
  };
}

/** The person behind a new key: whoever asks, or, when a key makes a key, whoever made that one. */
async function findMaker(
  tx: Tx,
  { principal }: Pick<RequestContext, "principal">,
): Promise<{ id: string; name: string }> {
  if (principal?.kind === "user") return { id: principal.userId, name: principal.name };
  const maker = await tx
    .selectFrom("platform.api_key as key")
    .innerJoin("auth.user as user", "user.id", "key.created_by")
    .select(["user.id", "user.name"])
    .where("key.id", "=", principal?.keyId ?? null)
    .executeTakeFirst();
  if (!maker) throw new AppError("forbidden", "forbidden");
  return maker;
}
