import type { Db } from "#platform/db/database.ts";
import type { PublishedAccount, PublishedRegister } from "../../contract/published-register.ts";
import type { Declaration } from "../../contract/register.ts";
import { readDeclarations } from "./declaration-store.ts";

/**
 * What citizens see of the register: every office of this desk that has declared something, or the one asked for by its
 * slug; null for one that is not here. Nothing of the people who answer for the accounts, and nothing of practice.
 */
export async function readPublishedRegister(
  db: Db,
  now: Date,
  slug: string | null,
): Promise<PublishedRegister | null> {
  const offices = await db
    .selectFrom("platform.workspace")
    .select(["id", "slug", "name"])
    .$if(slug !== null, (query) => query.where("slug", "=", slug ?? ""))
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  if (slug !== null && offices.length === 0) return null;
  const published = await Promise.all(
    offices.map(async ({ id, name, slug: own }) => {
      const declarations = (await readDeclarations(db, id, now)).filter(({ isForTrying }) => !isForTrying);
      const accounts = declarations.filter(({ withdrawnAt }) => withdrawnAt === null).map(publishedOf);
      const held = new Set(accounts.map(placeOf));
      const withdrawn = declarations.flatMap((declaration) => {
        const account = publishedOf(declaration);
        const { withdrawnAt } = declaration;
        return withdrawnAt === null || held.has(placeOf(account)) ? [] : [{ ...account, withdrawnAt }];
      });
      return { name, slug: own, accounts, withdrawn };
    }),
  );
  return {
    version: 1,
    offices: published.filter(
      ({ accounts, withdrawn }) => slug !== null || accounts.length + withdrawn.length > 0,
    ),
  };
}

const publishedOf = ({
  networkName,
  handle,
  shownHandle,
  url,
  role,
  disclosure,
  declaredAt,
}: Declaration): PublishedAccount => ({
  network: networkName.id,
  handle,
  shownHandle,
  // What a network told of an account goes out as a link only where it is one.
  url: url !== null && /^https?:\/\//i.test(url) ? url : null,
  role,
  disclosure,
  declaredAt,
});

const placeOf = ({ network, handle }: PublishedAccount): string => `${network} ${handle}`.toLowerCase();
