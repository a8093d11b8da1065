import type { Db } from "#platform/db/database.ts";

/** What subjects of one kind are called today, by id; one that is gone is left out. */
export type NameSubjects = (
  db: Db,
  workspaceId: string,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** By the kind of subject that audit entries write down: each module names its own. */
export type SubjectNames = Readonly<Record<string, NameSubjects>>;

/** People, offices and keys. */
export const platformSubjects: SubjectNames = {
  user: async (db, _workspaceId, ids) =>
    named(
      await db
        .selectFrom("auth.user")
        .select(["id", "name"])
        .where("id", "in", [...ids])
        .execute(),
    ),
  api_key: async (db, workspaceId, ids) =>
    named(
      await db
        .selectFrom("platform.api_key")
        .select(["id", "name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
};

/** Names by id. */
export const named = (rows: readonly { id: string; name: string }[]): Map<string, string> =>
  new Map(rows.map(({ id, name }) => [id, name]));

/** Fields under which entries write down what their subject was called, the most telling first. */
const nameFields = ["name", "title", "fileName", "email", "url"];

/**
 * What an entry's own details call its subject: what is gone has its name only there.
 * @returns null where they do not say
 */
export function nameInDetails(details: Readonly<Record<string, unknown>>): string | null {
  for (const part of [details, details["after"], details["before"]]) {
    if (typeof part !== "object" || part === null) continue;
    const fields = new Map<string, unknown>(Object.entries(part));
    for (const field of nameFields) {
      const value = fields.get(field);
      if (typeof value === "string" && value !== "") return value;
    }
  }
  return null;
}
