import { randomUUID } from "node:crypto";
import type { InboxItem } from "#connectors/ports/inbox-port.ts";
import type { NetworkPost } from "#connectors/ports/network-post.ts";
import type { Db } from "#platform/db/database.ts";
import { withAccounts } from "../account-tables.ts";
import type { InboxOwner } from "./store-changes.ts";

/** An account for tests of what is kept about one, without a network behind it. */
export async function makeAccount(db: Db, workspaceId: string, network = "fake"): Promise<InboxOwner> {
  const id = randomUUID();
  await withAccounts(db)
    .insertInto("accounts.account")
    .values({
      id,
      workspace_id: workspaceId,
      network,
      way: "token",
      external_id: `u-${id}`,
      handle: "humas.uji",
      name: "Humas Uji",
      url: null,
      scopes: [],
      settings: "{}",
      secrets: "",
      state: "connected",
      cause: null,
      broken_since: null,
      expires_at: null,
      refreshing_until: null,
      last_ok_at: null,
      created_by_name: "Ratna",
      created_at: new Date("2026-03-01T00:00:00Z"),
    })
    .execute();
  return { id, workspace_id: workspaceId };
}

/** What a citizen says to the office, for tests. */
export function itemOf(
  post: Partial<NetworkPost> & { externalId: string },
  item: Partial<Omit<InboxItem, "post">> = {},
): InboxItem {
  return {
    post: {
      url: `https://jaringan.test/${post.externalId}`,
      author: { externalId: "u-warga", handle: "warga", name: "Warga" },
      text: "Halo, jembatannya kapan dibuka?",
      publishedAt: new Date("2026-03-17T07:00:00Z"),
      media: [],
      engagement: {},
      isPrivate: false,
      ...post,
    },
    conversation: { externalId: post.replyTo?.rootId ?? post.externalId, kind: "thread" },
    kind: "mention",
    isOurs: false,
    ...item,
  };
}
