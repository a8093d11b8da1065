import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import { type RequestContext, systemActor } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { SentClipping } from "../../contract/clipping.ts";
import { findAddresses } from "./clipping-plan-store.ts";
import { type ClippingRow, holdDraft, settingsOf, showClipping } from "./clipping-store.ts";
import { withClippings } from "./clipping-tables.ts";
import type { MakeParts } from "./make-clipping.ts";

/**
 * An officer sends a clipping to its receivers. Each address gets it once; a mail that cannot be delivered is tried again.
 * @throws AppError `conflict` when it was sent or changed meanwhile; `invalid` when nobody is to get it
 */
export async function sendClipping(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, revision }: { id: string; revision: number },
): Promise<SentClipping> {
  const { workspaceId, actor } = context;
  await context.db.transaction().execute(async (tx) => {
    const row = await holdDraft(withClippings(tx), workspaceId, id, revision);
    const count = await queueMails(tx, row, context.now());
    if (count === 0) throw new AppError("invalid", "clipping.nobody");
    await recordAudit(tx, workspaceId, actor, sentFacts(row, count), context.now());
  });
  return showClipping(context.db, workspaceId, id);
}

const sentFacts = (row: ClippingRow, receivers: number) => ({
  action: "clipping.sent",
  subjectKind: "clipping",
  subjectId: row.id,
  details: { name: row.name, receivers },
});

/** Sends the drafts whose hour has come and that nobody has edited. @returns how many */
export async function sendUneditedClippings({ db, now }: Pick<MakeParts, "db" | "now">): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const at = now();
    const rows = await withClippings(tx)
      .selectFrom("listen.clipping")
      .selectAll()
      .where("state", "=", "draft")
      .where("send_at", "<=", at)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of rows) {
      const count = await queueMails(tx, row, at);
      if (count > 0) await recordAudit(tx, row.workspace_id, systemActor, sentFacts(row, count), at);
      // Its receivers have left since: it waits for a person.
      else
        await withClippings(tx)
          .updateTable("listen.clipping")
          .set({ send_at: null })
          .where("id", "=", row.id)
          .execute();
    }
    return rows.length;
  });
}

/** Marks a clipping as sent, with a mail for each address. @returns how many; nothing is changed when there is none */
export async function queueMails(tx: Tx, row: ClippingRow, at: Date): Promise<number> {
  const db = withClippings(tx);
  const settings = await settingsOf(db, row);
  const members = await findAddresses(tx, row.workspace_id, settings.receiverIds);
  const addresses = [...new Set([...members.values(), ...settings.addresses])];
  if (addresses.length === 0) return 0;
  await db
    .insertInto("listen.clipping_mail")
    .values(
      addresses.map((address) => ({
        clipping_id: row.id,
        address,
        id: randomUUID(),
        workspace_id: row.workspace_id,
        state: "waiting" as const,
        tries: 0,
        next_try_at: at,
      })),
    )
    .execute();
  await db
    .updateTable("listen.clipping")
    .set({ state: "sent", sent_at: at, send_at: null, revision: row.revision + 1 })
    .where("id", "=", row.id)
    .execute();
  return addresses.length;
}
