import type { Db } from "#platform/db/database.ts";
import type { FeedFormat, PublishedFeed } from "#platform/feeds-out/published-feed.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { hubOf } from "#platform/websub/topic.ts";
import { id as idShape } from "#shared/ids.ts";
import { handleOn } from "../network-words.ts";
import { declarationOf } from "../register/is-declared.ts";
import { type FeedPlace, feedAddress, homeOf } from "./feed-addresses.ts";
import { readFeedSettings } from "./feed-settings.ts";
import { readPublishedChange, readPublishedStatements } from "./published-statements.ts";

export type FeedParts = {
  readonly db: Db;
  readonly translate: Translate;
  readonly now: () => Date;
  readonly deskUrl: () => string;
};

export interface FoundFeed {
  readonly workspaceId: string;
  readonly format: FeedFormat;
  readonly feed: PublishedFeed;
}

/**
 * The feed of an office, or of one account of it, as it stands now. An address that names no office is that of the only one
 * whose feeds are on.
 * @returns null where there is no such office or account, or its feeds are off
 */
export async function findFeed(parts: FeedParts, place: FeedPlace): Promise<FoundFeed | null> {
  const { db, translate, now } = parts;
  const office = await findOffice(db, place.slug);
  if (!office) return null;
  const account = place.accountId === null ? null : await findDeclared(db, office.id, place.accountId);
  if (account === undefined) return null;
  const accountId = account?.id ?? null;
  const changedAt = await readPublishedChange(db, office.id);
  const times = [changedAt, office.changedAt].flatMap((at) => (at === null ? [] : [at.getTime()]));
  const deskUrl = parts.deskUrl();
  // Readers all over the world share one address: it speaks the office's language.
  const say = (key: "title" | "account_title" | "description"): string =>
    translate("id", `feeds.${key}`, { office: office.name, handle: account?.shownHandle ?? "" });
  return {
    workspaceId: office.id,
    format: place.format,
    feed: {
      id: `urn:uuid:${accountId ?? office.id}`,
      title: account ? say("account_title") : say("title"),
      description: say("description"),
      homeUrl: homeOf(deskUrl, office.slug),
      selfUrl: feedAddress(deskUrl, { format: place.format, slug: office.slug, accountId }),
      hubUrl: office.outsideHub ?? hubOf(deskUrl),
      author: office.name,
      language: "id",
      updatedAt: times.length === 0 ? now() : new Date(Math.max(...times)),
      items: await readPublishedStatements(db, office.id, accountId, now()),
    },
  };
}

async function findOffice(db: Db, slug: string | null) {
  const offices = await db
    .selectFrom("platform.workspace")
    .select(["id", "slug", "name"])
    .$if(slug !== null, (query) => query.where("slug", "=", slug ?? ""))
    .execute();
  const open = [];
  for (const office of offices) {
    const { isOn, outsideHub, changedAt } = await readFeedSettings(db, office.id);
    if (isOn) open.push({ ...office, outsideHub, changedAt });
  }
  return open.length === 1 ? open[0] : undefined;
}

/** An account that stands in the register now, also under the id that it got when it was connected anew. */
async function findDeclared(db: Db, workspaceId: string, accountId: string) {
  if (!idShape.safeParse(accountId).success) return undefined;
  const found = await declarationOf(db, workspaceId, accountId)
    .select(["declared.id", "asked.handle", "asked.network"])
    .executeTakeFirst();
  return found && { id: found.id, shownHandle: handleOn(found.network, found.handle) };
}
