import { randomBytes } from "node:crypto";
import { connectorOf } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Webhook } from "../../contract/webhooks.ts";
import { findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { openSecrets, type Secrets, sealSecrets } from "../ask-network.ts";
import type { NetworkParts } from "../network-parts.ts";
import { askRegistrar, isReachable, readWebhook, type WebhookParts } from "./get-webhook.ts";
import { webhookAddress } from "./webhook-address.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">;

/**
 * An admin has the network bring what happens on an account to this desk. The secret by which it proves itself is made here
 * and kept before the network hears of it, so that its first call finds it known.
 */
export async function registerWebhook(
  { db, workspaceId, actor, now }: Context,
  { id }: { id: string },
  parts: WebhookParts,
): Promise<Webhook> {
  const known = await findAccount(db, workspaceId, id);
  const { secretField = "" } = connectorOf(known.network).webhook ?? {};
  if (secretField === "") throw new AppError("invalid", "accounts.no_webhook");
  if (!isReachable(parts.deskUrl(), known.network)) throw new AppError("conflict", "accounts.webhook_inside");
  const fresh = randomBytes(32).toString("base64url");
  const secret = await db.transaction().execute(async (tx) => {
    const secrets = await lockSecrets(parts, tx, workspaceId, id);
    const former = secrets[secretField];
    if (typeof former === "string" && former !== "") return former;
    await keepSecrets(parts, tx, id, { ...secrets, [secretField]: fresh });
    return fresh;
  });
  const account = await findAccount(db, workspaceId, id);
  const url = webhookAddress(parts.deskUrl(), id);
  await askRegistrar(parts, account, (registrar) => registrar.register({ url, secret }));
  await db.transaction().execute((tx) =>
    recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "webhook.registered",
        subjectKind: "account",
        subjectId: id,
        details: { network: account.network },
      },
      now(),
    ),
  );
  return readWebhook(parts, account);
}

/**
 * An admin has the network bring nothing here any more. The secret is forgotten once the network has agreed; from then on the
 * desk asks for news by itself.
 */
export async function unregisterWebhook(
  { db, workspaceId, actor, now }: Context,
  { id }: { id: string },
  parts: WebhookParts,
): Promise<Webhook> {
  const known = await findAccount(db, workspaceId, id);
  const { secretField = "" } = connectorOf(known.network).webhook ?? {};
  await askRegistrar(parts, known, (registrar) => registrar.unregister());
  await db.transaction().execute(async (tx) => {
    const { [secretField]: _former, ...secrets } = await lockSecrets(parts, tx, workspaceId, id);
    await keepSecrets(parts, tx, id, secrets);
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "webhook.unregistered",
        subjectKind: "account",
        subjectId: id,
        details: { network: known.network },
      },
      now(),
    );
  });
  return readWebhook(parts, await findAccount(db, workspaceId, id));
}

/** The secrets as they are now: access may be refreshed at the same moment. */
async function lockSecrets(
  { keys }: Pick<NetworkParts, "keys">,
  tx: Tx,
  workspaceId: string,
  accountId: string,
): Promise<Secrets> {
  await withAccounts(tx)
    .selectFrom("accounts.account")
    .select("id")
    .where("id", "=", accountId)
    .forUpdate()
    .execute();
  return openSecrets(keys, await findAccount(tx, workspaceId, accountId));
}

async function keepSecrets(
  { keys }: Pick<NetworkParts, "keys">,
  tx: Tx,
  accountId: string,
  secrets: Secrets,
): Promise<void> {
  await withAccounts(tx)
    .updateTable("accounts.account")
    .set({ secrets: sealSecrets(keys, accountId, secrets) })
    .where("id", "=", accountId)
    .execute();
}
