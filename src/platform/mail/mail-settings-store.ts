import { z } from "zod";
import type { MailSettings } from "#platform/contract/operations-room.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { open, seal } from "#platform/secrets/sealed-text.ts";

const deskKey = "mail";
const sealContext = "mail-password";

const stored = z.object({
  host: z.string(),
  port: z.number(),
  isSecure: z.boolean(),
  user: z.string(),
  from: z.string(),
  sealedPassword: z.string().nullable(),
});

/** The mail server that was set on the screen, with its password still sealed. */
export type StoredMailSettings = z.infer<typeof stored>;

export async function readMailSettings(db: Db | Tx): Promise<StoredMailSettings | undefined> {
  const row = await db
    .selectFrom("platform.desk")
    .select("value")
    .where("key", "=", deskKey)
    .executeTakeFirst();
  return row && stored.parse(JSON.parse(row.value));
}

export async function writeMailSettings(tx: Tx, settings: StoredMailSettings): Promise<void> {
  const value = JSON.stringify(settings);
  await tx
    .insertInto("platform.desk")
    .values({ key: deskKey, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}

export const sealMailPassword = (keys: KeyRing, password: string): string =>
  seal(keys, password, sealContext);
export const openMailPassword = (keys: KeyRing, sealed: string): string => open(keys, sealed, sealContext);

/** What the screen shows of a server: never its password. */
export const shownSettings = (
  settings: StoredMailSettings | undefined,
  defaultFrom: string,
): MailSettings => ({
  isConfigured: settings !== undefined && settings.host !== "",
  isFromEnvironment: false,
  host: settings?.host ?? "",
  port: settings?.port ?? 587,
  isSecure: settings?.isSecure ?? true,
  user: settings?.user ?? "",
  hasPassword: settings !== undefined && settings.sealedPassword !== null,
  from: settings?.from ?? defaultFrom,
});
