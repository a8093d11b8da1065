import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { seal } from "#platform/secrets/sealed-text.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { AppError } from "#shared/app-error.ts";
import type { AlertReceiver } from "../../contract/alert.ts";
import { mostReceivers } from "../../contract/alert-rule.ts";
import { withAlerts } from "./alert-tables.ts";
import { readReceivers, receiverOf } from "./get-alert-settings.ts";
import { sealedFor } from "./send-messages.ts";
import { newWebhookSecret } from "./send-webhook.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "principal" | "actor" | "now">;
export type NewReceiver =
  | { kind: "webhook"; name: string; address: string }
  | { kind: "telegram"; name: string; address: string; token: string };

/**
 * An officer adds a webhook or a Telegram chat of their own. The secret that signs a webhook is shown this once; nothing
 * is sent before a test message has arrived.
 * @throws AppError invalid `listen.too_many_receivers`
 */
export async function createAlertReceiver(
  context: Context,
  input: NewReceiver,
  keys: KeyRing,
): Promise<AlertReceiver & { secret: string | null }> {
  const { workspaceId, actor, now } = context;
  const { userId } = signedIn(context);
  if ((await readReceivers(context)).length >= mostReceivers)
    throw new AppError("invalid", "listen.too_many_receivers", { maximum: mostReceivers });
  const id = randomUUID();
  const secret = input.kind === "webhook" ? newWebhookSecret() : input.token;
  return context.db.transaction().execute(async (tx) => {
    const row = await withAlerts(tx)
      .insertInto("listen.alert_receiver")
      .values({
        id,
        workspace_id: workspaceId,
        user_id: userId,
        kind: input.kind,
        name: input.name,
        address: input.address,
        sealed: seal(keys, secret, sealedFor(id)),
        created_at: now(),
        verified_at: null,
        paused_until: null,
        removed_at: null,
        session_id: null,
        end_reason: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const details = { kind: input.kind, name: input.name, address: input.address };
    const facts = { action: "alert_receiver.created", subjectKind: "alert_receiver", subjectId: id, details };
    await recordAudit(tx, workspaceId, actor, facts, now());
    return { ...receiverOf(row), secret: input.kind === "webhook" ? secret : null };
  });
}
