import { connectorOf } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import type { FollowedPage } from "../../contract/followed-pages.ts";
import { withAccounts } from "../account-tables.ts";
import { findStatement } from "../statements/statement-store.ts";
import { followPage, readFollowedPages } from "./follow-page.ts";

/**
 * A PR officer says where they posted a statement by hand, mends that address, or wants it looked at again now.
 * @throws AppError `conflict` for a statement that the desk sent itself, or that does not stand anywhere
 */
export async function followStatement(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, url }: { id: string; url: string },
): Promise<FollowedPage> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const before = await findStatement(tx, workspaceId, id);
    const { network } = await withAccounts(tx)
      .selectFrom("accounts.account")
      .select("network")
      .where("id", "=", before.account_id)
      .executeTakeFirstOrThrow();
    const stands = before.kind === "say" && before.state === "sent" && !before.is_sandboxed;
    if (!stands || connectorOf(network).manifest.isByHand !== true)
      throw new AppError("conflict", "accounts.page_not_followed");
    await withAccounts(tx).updateTable("accounts.statement").set({ url }).where("id", "=", id).execute();
    await followPage(tx, before, url, at);
    await announceLive(tx, workspaceId, { type: "statements" });
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "statement.address_given",
        subjectKind: "statement",
        subjectId: id,
        details: { before: before.url, after: url },
      },
      at,
    );
    const [page] = await readFollowedPages(tx, workspaceId, [id]);
    if (!page) throw notFound("statement");
    return page;
  });
}
