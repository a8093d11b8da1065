import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { feedFormats } from "#platform/feeds-out/published-feed.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { announceTopics } from "#platform/websub/announce-topics.ts";
import { statementSent } from "../../contract/events.ts";
import { withAccounts } from "../account-tables.ts";
import { feedAddress } from "./feed-addresses.ts";
import { readFeedSettings } from "./feed-settings.ts";

type AnnounceParts = { readonly db: Db; readonly jobs: JobQueue; readonly deskUrl: () => string };

/** Whatever went out, was changed or taken back is told to whoever subscribed to the office's feeds, or to that account's. */
export const feedSubscription = ({ db, jobs, deskUrl }: AnnounceParts): Subscription =>
  onEvent(statementSent, "accounts.announce-feeds", async ({ workspaceId, payload }) => {
    if (payload.isSandboxed || !(await readFeedSettings(db, workspaceId)).isOn) return;
    const { slug } = await db
      .selectFrom("platform.workspace")
      .select("slug")
      .where("id", "=", workspaceId)
      .executeTakeFirstOrThrow();
    const declared = await declaredIds(db, workspaceId, payload.accountId);
    await announceTopics(
      jobs,
      [null, ...declared].flatMap((accountId) =>
        feedFormats.map((format) => feedAddress(deskUrl(), { format, slug, accountId })),
      ),
    );
  });

/** The ids under which an account stands in the register: that of the connection it was declared with. */
async function declaredIds(db: Db, workspaceId: string, accountId: string): Promise<string[]> {
  const rows = await withAccounts(db)
    .selectFrom("accounts.declaration as declaration")
    .innerJoin("accounts.account as declared", "declared.id", "declaration.account_id")
    .innerJoin("accounts.account as speaking", (join) =>
      join
        .onRef("speaking.network", "=", "declared.network")
        .onRef("speaking.external_id", "=", "declared.external_id"),
    )
    .select("declared.id")
    .where("declaration.workspace_id", "=", workspaceId)
    .where("declaration.withdrawn_at", "is", null)
    .where("speaking.id", "=", accountId)
    .execute();
  return [...new Set(rows.map(({ id }) => id))];
}
