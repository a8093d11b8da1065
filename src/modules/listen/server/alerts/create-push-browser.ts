import { createECDH, randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { seal } from "#platform/secrets/sealed-text.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { AlertReceiver, PushBrowser } from "../../contract/alert.ts";
import { mostReceivers } from "../../contract/alert-rule.ts";
import { withAlerts } from "./alert-tables.ts";
import { readReceivers, receiverOf } from "./get-alert-settings.ts";
import { holdPerson } from "./person-store.ts";
import { sealedFor } from "./send-messages.ts";
import { stopReceiver } from "./stop-receiver.ts";

type Context = Pick<RequestContext, "db" | "workspaceId" | "principal" | "actor" | "now">;

/**
 * Somebody allows alerts in the browser they use. A browser that is known, or was lost under the same name, is renewed,
 * so that rules that name it go on; one that another person used before is theirs no more.
 * @throws AppError invalid: an address without TLS, a key that is no point on P-256, `listen.too_many_receivers`
 */
export async function createPushBrowser(
  context: Context,
  { name, endpoint, p256dh, auth }: PushBrowser,
  keys: KeyRing,
): Promise<AlertReceiver> {
  const { workspaceId, actor, now } = context;
  const { userId, sessionId } = signedIn(context);
  checkBrowser(endpoint, p256dh);
  return context.db.transaction().execute(async (tx) => {
    await holdPerson(tx, { workspaceId, userId });
    await endOthers(tx, endpoint, userId, now());
    const known = await findKnown(tx, { workspaceId, userId, endpoint, name });
    const others = await readReceivers({ ...context, db: tx });
    if (others.filter((other) => other.id !== known).length >= mostReceivers)
      throw new AppError("invalid", "listen.too_many_receivers", { maximum: mostReceivers });
    const id = known ?? randomUUID();
    const fresh = {
      name,
      address: endpoint,
      sealed: seal(keys, JSON.stringify({ p256dh, auth }), sealedFor(id)),
      session_id: sessionId,
      created_at: now(),
      failures: 0,
      paused_until: null,
      removed_at: null,
      end_reason: null,
    };
    const row = await withAlerts(tx)
      .insertInto("listen.alert_receiver")
      .values({
        ...fresh,
        id,
        workspace_id: workspaceId,
        user_id: userId,
        kind: "push",
        verified_at: null,
      })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(fresh))
      .returningAll()
      .executeTakeFirstOrThrow();
    // The rest of the address is what opens the browser: it is nobody else's to see.
    const details = { kind: "push", name, address: new URL(endpoint).origin };
    const facts = { action: "alert_receiver.created", subjectKind: "alert_receiver", subjectId: id, details };
    await recordAudit(tx, workspaceId, actor, facts, now());
    return receiverOf(row);
  });
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

function checkBrowser(endpoint: string, p256dh: string): void {
  const { protocol, hostname } = new URL(endpoint);
  // The outbound fetch opens this machine only where the settings list it.
  if (protocol !== "https:" && !loopback.has(hostname)) throw invalidField("endpoint", "alert.no_tls");
  const ours = createECDH("prime256v1");
  ours.generateKeys();
  try {
    ours.computeSecret(p256dh, "base64url");
  } catch {
    throw invalidField("p256dh", "alert.bad_key");
  }
}

/** What the browser was allowed for by somebody else, who cannot be signed in there any more. */
async function endOthers(tx: Tx, endpoint: string, userId: string, now: Date): Promise<void> {
  const ended = await withAlerts(tx)
    .updateTable("listen.alert_receiver")
    .set({ removed_at: now, sealed: "", end_reason: "signed_out" })
    .where("kind", "=", "push")
    .where("address", "=", endpoint)
    .where("user_id", "<>", userId)
    .where("removed_at", "is", null)
    .returning(["id", "workspace_id"])
    .execute();
  for (const { id, workspace_id } of ended) await stopReceiver(tx, workspace_id, id);
}

/** The same browser: by its address, or by its name where it was lost. */
async function findKnown(
  tx: Tx,
  {
    workspaceId,
    userId,
    endpoint,
    name,
  }: { workspaceId: string; userId: string; endpoint: string; name: string },
): Promise<string | undefined> {
  const row = await withAlerts(tx)
    .selectFrom("listen.alert_receiver")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("user_id", "=", userId)
    .where("kind", "=", "push")
    .where((eb) =>
      eb.or([
        eb.and([eb("address", "=", endpoint), eb("removed_at", "is", null)]),
        eb.and([eb("name", "=", name), eb("end_reason", "is not", null)]),
      ]),
    )
    .orderBy((eb) => eb("removed_at", "is", null), "desc")
    .orderBy("removed_at", "desc")
    .executeTakeFirst();
  return row?.id;
}
