import { z } from "zod";

/** The id of a row: a UUID. */
export const id = z.uuid();

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime({ offset: true });

/** A short name used in addresses: lower-case letters, digits and hyphens. */
export const slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** The time zones an Indonesian office can be in, with the name people use. */
export const zones = { "Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" } as const;
export const zone = z.enum(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]);
export type Zone = z.infer<typeof zone>;

export const locale = z.enum(["id", "en"]);
export type Locale = z.infer<typeof locale>;
