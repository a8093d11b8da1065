import { afterAll, describe, expect, it } from "vitest";
import { systemActor } from "#platform/http/request-context.ts";
import { testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace, testNow } from "#test/factories.ts";
import { listAuditEntries } from "./list-audit-entries.ts";
import type { NameSubjects } from "./name-subjects.ts";
import { recordAudit } from "./record-audit.ts";
import { verifyAudit, verifyEveryAudit } from "./verify-audit.ts";

const database = await testDatabase();
afterAll(() => database[Symbol.asyncDispose]());

/** A workspace with entries, each a minute after the one before. */
async function workspaceWith(actions: readonly string[]): Promise<string> {
  const workspaceId = await makeWorkspace(database.db);
  for (const [index, action] of actions.entries())
    await database.db.transaction().execute((tx) =>
      recordAudit(
        tx,
        workspaceId,
        { ...systemActor, name: index % 2 === 0 ? "Ratna Wulandari" : "Budi Santoso" },
        {
          action,
          subjectKind: "source",
          subjectId: String(index),
          details: { judul: "Café", angka: 1.5, daftar: [null, true] },
        },
        new Date(testNow.getTime() + index * 60_000),
      ),
    );
  return workspaceId;
}

const five = ["source.created", "source.paused", "member.removed", "source.created", "source.resumed"];

/** Does what only somebody with the database's password could: changes entries behind the trigger's back. */
async function tamper(statement: string, values: unknown[]): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query("alter table platform.audit_entry disable trigger user");
    await client.query(statement, values);
    await client.query("alter table platform.audit_entry enable trigger user");
  } finally {
    client.release();
  }
}

describe("verifying the log", () => {
  it("finds it whole, and says so of an empty one", async () => {
    const workspaceId = await workspaceWith(five);
    expect(await verifyAudit(database.db, workspaceId)).toMatchObject({
      isIntact: true,
      entries: 5,
      firstBrokenSeq: null,
    });
    expect(await verifyAudit(database.db, await makeWorkspace(database.db))).toEqual({
      isIntact: true,
      entries: 0,
      firstBrokenSeq: null,
      headHash: null,
    });
  });

  it.each([
    [
      "a changed fact",
      "update platform.audit_entry set details = '{}' where workspace_id = $1 and seq = 3",
      "3",
    ],
    [
      "a changed name",
      "update platform.audit_entry set actor_name = 'Lain' where workspace_id = $1 and seq = 1",
      "1",
    ],
    [
      "a changed time",
      "update platform.audit_entry set at = at + interval '1 ms' where workspace_id = $1 and seq = 4",
      "4",
    ],
    ["a removed entry", "delete from platform.audit_entry where workspace_id = $1 and seq = 2", "2"],
    ["a tail cut off", "delete from platform.audit_entry where workspace_id = $1 and seq = 5", "5"],
    ["everything gone", "delete from platform.audit_entry where workspace_id = $1", "1"],
    [
      "an entry slipped in",
      "insert into platform.audit_entry select workspace_id, 6, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, hash, hash from platform.audit_entry where workspace_id = $1 and seq = 5",
      "6",
    ],
  ])("finds %s", async (_what, statement, firstBrokenSeq) => {
    const workspaceId = await workspaceWith(five);
    await tamper(statement, [workspaceId]);
    expect(await verifyAudit(database.db, workspaceId)).toMatchObject({ isIntact: false, firstBrokenSeq });
    const everywhere = await verifyEveryAudit(database.db);
    expect(everywhere.filter(({ isIntact }) => !isIntact)).not.toEqual([]);
  });

  it.each([1, 2, 5, 6])("finds the same when it reads %i at a time", async (batchSize) => {
    const workspaceId = await workspaceWith(five);
    expect(await verifyAudit(database.db, workspaceId, batchSize)).toMatchObject({
      isIntact: true,
      entries: 5,
    });
    await tamper("update platform.audit_entry set subject_id = 'x' where workspace_id = $1 and seq = 5", [
      workspaceId,
    ]);
    expect(await verifyAudit(database.db, workspaceId, batchSize)).toMatchObject({
      isIntact: false,
      firstBrokenSeq: "5",
    });
  });
});

describe("reading the log", () => {
  it("goes page by page, newest first, without a gap while entries are added", async () => {
    const workspaceId = await workspaceWith(five);
    const context = contextFor(database.db, workspaceId);
    const first = await listAuditEntries(context, { limit: 2 });
    await database.db
      .transaction()
      .execute((tx) =>
        recordAudit(
          tx,
          workspaceId,
          systemActor,
          { action: "x.y", subjectKind: "x", subjectId: null },
          testNow,
        ),
      );
    const second = await listAuditEntries(context, { limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual(["5", "4", "3", "2", "1"]);
    expect(second.nextCursor).toBeNull();
    await expect(listAuditEntries(context, { limit: 2, cursor: "bukan" })).rejects.toMatchObject({
      key: "bad_cursor",
    });
  });

  it("filters by action, by the noun of an action, by part of a name and by time", async () => {
    const context = contextFor(database.db, await workspaceWith(five));
    const seqs = async (filter: object) =>
      (await listAuditEntries(context, { limit: 50, ...filter })).items.map(({ seq }) => seq);
    expect(await seqs({ action: "source.created" })).toEqual(["4", "1"]);
    expect(await seqs({ action: "source" })).toEqual(["5", "4", "2", "1"]);
    expect(await seqs({ actor: "BUDI" })).toEqual(["4", "2"]);
    expect(await seqs({ actor: "%" })).toEqual([]);
    const minute = (count: number) => new Date(testNow.getTime() + count * 60_000).toISOString();
    expect(await seqs({ since: minute(1), until: minute(3) })).toEqual(["3", "2"]);
  });

  it("shows nothing of another workspace", async () => {
    await workspaceWith(five);
    const context = contextFor(database.db, await makeWorkspace(database.db));
    expect(await listAuditEntries(context, { limit: 50 })).toEqual({ items: [], nextCursor: null });
  });

  it("says what an entry is about: by today's name, or by what was written down then", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const details = [{}, { title: "Antara" }, { before: { name: "SBY" } }, {}];
    await database.db.transaction().execute(async (tx) => {
      for (const [n, one] of details.entries()) {
        const facts = { action: "a.b", subjectKind: n === 0 ? "thing" : "other", subjectId: `${n}` };
        await recordAudit(tx, workspaceId, systemActor, { ...facts, details: one }, testNow);
      }
    });
    const asked: string[] = [];
    const thing: NameSubjects = async (_db, _workspaceId, ids) => {
      asked.push(...ids);
      return new Map([["0", "Kereta"]]);
    };
    const { items } = await listAuditEntries(contextFor(database.db, workspaceId), { limit: 9 }, { thing });
    expect(items.map(({ subjectName }) => subjectName)).toEqual([null, "SBY", "Antara", "Kereta"]);
    expect(asked).toEqual(["0"]);
  });
});
