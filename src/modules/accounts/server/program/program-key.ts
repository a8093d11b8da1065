import { makeSigningKey, type SigningKey, signingKey } from "#connectors/dpop/signing-key.ts";
import type { Db } from "#platform/db/database.ts";
import { open, seal } from "#platform/secrets/sealed-text.ts";
import { SecretError } from "#platform/secrets/secret-error.ts";
import { withAccounts } from "../account-tables.ts";
import type { NetworkParts } from "../network-parts.ts";

const sealedFor = "program-key";

/**
 * The key by which the desk proves itself to networks that know it by its document; made when it is first needed. One
 * that cannot be opened any more (another secret of the desk) is replaced: consents that hang on it have to be given anew.
 */
export async function programKey({
  db,
  keys,
  now,
}: Pick<NetworkParts, "db" | "keys" | "now">): Promise<SigningKey> {
  const read = async (): Promise<string | undefined> => (await readSealed(db))?.sealed;
  const known = await read();
  const opened = known === undefined ? null : openOr(keys, known);
  if (opened !== null) return opened;
  const sealed = seal(keys, JSON.stringify(makeSigningKey()), sealedFor);
  await withAccounts(db)
    .insertInto("accounts.program_key")
    .values({ sealed, created_at: now() })
    // Of two processes at once the first one's stays; what cannot be opened does not.
    .onConflict((conflict) =>
      conflict
        .column("is_only")
        .doUpdateSet({ sealed, created_at: now() })
        .where("accounts.program_key.sealed", "=", known ?? ""),
    )
    .execute();
  return signingKey.parse(JSON.parse(open(keys, (await read()) ?? "", sealedFor)));
}

const readSealed = (db: Db) =>
  withAccounts(db).selectFrom("accounts.program_key").select("sealed").executeTakeFirst();

function openOr(keys: NetworkParts["keys"], sealed: string): SigningKey | null {
  try {
    return signingKey.parse(JSON.parse(open(keys, sealed, sealedFor)));
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
}
