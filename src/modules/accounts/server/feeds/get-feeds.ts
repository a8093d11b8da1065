import type { Db } from "#platform/db/database.ts";
import type { FeedFormat } from "#platform/feeds-out/published-feed.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { readSubscribers } from "#platform/websub/subscriber-store.ts";
import type { Feeds } from "../../contract/feeds.ts";
import { withAccounts } from "../account-tables.ts";
import { feedAddress } from "./feed-addresses.ts";
import { readFeedSettings } from "./feed-settings.ts";
import { feedNetworks, readPublishedStatements } from "./published-statements.ts";

/** A PR officer sees where everybody can read what the office says, and whether anybody is told of changes. */
export async function getFeeds(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  deskUrl: string,
): Promise<Feeds> {
  const { isOn, outsideHub } = await readFeedSettings(db, workspaceId);
  const { subscribers, unreachable, deliveredAt, ping } = await readSubscribers(db, workspaceId, now());
  const told = ping !== null && ping.hub === outsideHub ? ping : null;
  const isTaken = told?.status != null && told.status >= 200 && told.status < 300;
  return {
    isOn,
    ...(await addressesOf(db, workspaceId, deskUrl)),
    items: (await readPublishedStatements(db, workspaceId, null, now())).length,
    outsideHub,
    subscribers,
    unreachable,
    deliveredAt: deliveredAt?.toISOString() ?? null,
    hubToldAt: told?.at.toISOString() ?? null,
    isHubDeaf: told !== null && !isTaken,
  };
}

async function addressesOf(
  db: Db,
  workspaceId: string,
  deskUrl: string,
): Promise<Pick<Feeds, "addresses" | "ofAccounts">> {
  const { slug } = await db
    .selectFrom("platform.workspace")
    .select("slug")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const declared = await withAccounts(db)
    .selectFrom("accounts.declaration as declaration")
    .innerJoin("accounts.account as account", "account.id", "declaration.account_id")
    .select(["account.id", "account.handle"])
    .where("declaration.workspace_id", "=", workspaceId)
    .where("declaration.withdrawn_at", "is", null)
    .where("account.network", "in", [...feedNetworks])
    .orderBy("account.handle")
    .orderBy("account.id")
    .execute();
  const of = (format: FeedFormat, accountId: string | null = null): string =>
    feedAddress(deskUrl, { format, slug, accountId });
  return {
    addresses: { rss: of("rss"), atom: of("atom"), json: of("json") },
    ofAccounts: declared.map(({ id, handle }) => ({ handle, rss: of("rss", id) })),
  };
}
