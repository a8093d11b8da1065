import { fileURLToPath } from "node:url";
import type { Db } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { loadTranslator, type Translate } from "#platform/i18n/translator.ts";
import { AppError } from "#shared/app-error.ts";
import { ClearError } from "#shared/clear-error.ts";
import { zone } from "#shared/ids.ts";

/** Who imports and exports from the server's own terminal, in the audit log. */
export const terminalActor: Actor = { kind: "system", id: null, name: "CLI" };

const folderOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The sentences of the desk, as its pages say them. */
export const loadSentences = (): Promise<Translate> =>
  loadTranslator([
    folderOf("../platform/i18n/messages"),
    folderOf("../modules/accounts/server/messages"),
    folderOf("../modules/listen/server/messages"),
  ]);

/** @throws ClearError when there is no such workspace */
export async function workspaceNamed(db: Db, slug: string) {
  const row = await db
    .selectFrom("platform.workspace")
    .select(["id", "zone"])
    .where("slug", "=", slug)
    .executeTakeFirst();
  if (row !== undefined) return { id: row.id, zone: zone.parse(row.zone) };
  const known = await db.selectFrom("platform.workspace").select("slug").orderBy("slug").limit(20).execute();
  const names = known.map((one) => one.slug).join(", ");
  throw new ClearError(
    `There is no workspace ${slug}. ${names === "" ? "This desk has none yet: start it once." : `There are: ${names}.`}`,
  );
}

/** Says a refusal in one sentence for the terminal; other failures are handed back as they are. */
export function toClearError(error: unknown, translate: Translate): unknown {
  if (!(error instanceof AppError)) return error;
  const fields = error.fields.map(
    ({ field, key, values }) => `${field}: ${translate("en", `errors.${key}`, values ?? {})}`,
  );
  return new ClearError(
    [translate("en", `errors.${error.key}`, error.values), ...fields].join("\n  "),
    error,
  );
}

/** Ends work at a good moment on Ctrl+C instead of in its middle. */
export function endOnInterrupt(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  return ending.signal;
}
