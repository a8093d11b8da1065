import { sql } from "kysely";
import { z } from "zod";
import { AuditEntry } from "#platform/contract/operations-room.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import { nameInDetails, platformSubjects, type SubjectNames } from "./name-subjects.ts";

type Wanted = {
  cursor?: string | undefined;
  limit: number;
  action?: string | undefined;
  actor?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
};

/**
 * An admin reads who changed what in this office, newest first.
 * @param input.action an action (`source.created`) or the noun of several (`source`)
 * @param input.actor part of a name
 * @param subjects what today's names of subjects are looked up with
 * @throws AppError invalid `bad_cursor`
 */
export async function listAuditEntries(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  input: Wanted,
  subjects: SubjectNames = platformSubjects,
): Promise<Page<AuditEntry>> {
  let query = db
    .selectFrom("platform.audit_entry")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("seq", "desc")
    .limit(input.limit + 1);
  if (input.cursor !== undefined) query = query.where("seq", "<", positionOf(input.cursor));
  if (input.action !== undefined) {
    const { action } = input;
    query = query.where((eb) =>
      eb.or([eb("action", "=", action), eb(sql`split_part(action, '.', 1)`, "=", action)]),
    );
  }
  if (input.actor !== undefined)
    query = query.where(sql<boolean>`position(lower(${input.actor}) in lower(actor_name)) > 0`);
  if (input.since !== undefined) query = query.where("at", ">=", new Date(input.since));
  if (input.until !== undefined) query = query.where("at", "<", new Date(input.until));
  const rows = await query.execute();
  const shown = rows.slice(0, input.limit);
  const names = await namesOf(db, workspaceId, shown, subjects);
  const items = shown.map((row) =>
    AuditEntry.parse({
      seq: row.seq,
      at: row.at.toISOString(),
      actorName: row.actor_name,
      actorKind: row.actor_kind,
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      subjectName: names.get(subjectKey(row)) ?? nameInDetails(row.details),
      details: row.details,
      hash: row.hash,
    }),
  );
  const last = items.at(-1);
  return { items, nextCursor: rows.length > input.limit && last ? writeCursor([last.seq]) : null };
}

function positionOf(cursor: string): string {
  const parsed = z.tuple([z.string().regex(/^\d{1,18}$/)]).safeParse(readCursor(cursor));
  if (!parsed.success) throw new AppError("invalid", "bad_cursor");
  return parsed.data[0];
}

type Subject = { subject_kind: string; subject_id: string | null };

const subjectKey = ({ subject_kind, subject_id }: Subject): string => `${subject_kind} ${subject_id ?? ""}`;

/** Today's names, one question a kind. */
async function namesOf(
  db: RequestContext["db"],
  workspaceId: string,
  rows: readonly Subject[],
  subjects: SubjectNames,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [kind, of] of Map.groupBy(rows, (row) => row.subject_kind)) {
    const ids = [...new Set(of.flatMap(({ subject_id }) => subject_id ?? []))];
    const found = ids.length === 0 ? undefined : await subjects[kind]?.(db, workspaceId, ids);
    for (const [id, name] of found ?? []) names.set(subjectKey({ subject_kind: kind, subject_id: id }), name);
  }
  return names;
}
