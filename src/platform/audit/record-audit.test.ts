import { afterAll, describe, expect, it } from "vitest";
import { systemActor } from "#platform/http/request-context.ts";
import { testDatabase } from "#test/database.ts";
import { makeWorkspace, testNow } from "#test/factories.ts";
import { canonicalJson, recordAudit } from "./record-audit.ts";

const database = await testDatabase();
afterAll(() => database[Symbol.asyncDispose]());

const entries = (workspaceId: string) =>
  database.db
    .selectFrom("platform.audit_entry")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("seq")
    .execute();

describe("the audit log", () => {
  it("chains each entry to the one before", async () => {
    const workspaceId = await makeWorkspace(database.db);
    for (const action of ["source.created", "source.paused"]) {
      await database.db
        .transaction()
        .execute((tx) =>
          recordAudit(
            tx,
            workspaceId,
            systemActor,
            { action, subjectKind: "source", subjectId: "1" },
            testNow,
          ),
        );
    }
    const [first, second] = await entries(workspaceId);
    expect(first?.prev_hash).toBe("0".repeat(64));
    expect(second?.prev_hash).toBe(first?.hash);
  });

  it("gives each of many simultaneous writers its own place in the chain", async () => {
    const workspaceId = await makeWorkspace(database.db);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        database.db
          .transaction()
          .execute((tx) =>
            recordAudit(
              tx,
              workspaceId,
              systemActor,
              { action: "a.b", subjectKind: "x", subjectId: String(index) },
              testNow,
            ),
          ),
      ),
    );
    const rows = await entries(workspaceId);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)));
    expect(rows.slice(1).every((row, index) => row.prev_hash === rows[index]?.hash)).toBe(true);
  });

  it("leaves no entry when the change it tells of is rolled back", async () => {
    const workspaceId = await makeWorkspace(database.db);
    const change = database.db.transaction().execute(async (tx) => {
      await recordAudit(
        tx,
        workspaceId,
        systemActor,
        { action: "a.b", subjectKind: "x", subjectId: null },
        testNow,
      );
      throw new Error("no");
    });
    await expect(change).rejects.toThrow("no");
    expect(await entries(workspaceId)).toEqual([]);
  });

  it("refuses to change or remove an entry", async () => {
    const workspaceId = await makeWorkspace(database.db);
    await database.db
      .transaction()
      .execute((tx) =>
        recordAudit(
          tx,
          workspaceId,
          systemActor,
          { action: "a.b", subjectKind: "x", subjectId: null },
          testNow,
        ),
      );
    await expect(database.pool.query("update platform.audit_entry set action = 'x'")).rejects.toThrow(
      "append-only",
    );
    await expect(database.pool.query("delete from platform.audit_entry")).rejects.toThrow("append-only");
    await expect(database.pool.query("truncate platform.audit_entry")).rejects.toThrow("append-only");
  });

  it("writes the same bytes for the same facts in another order", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe(
      canonicalJson({ a: true, b: [1, { c: "x", d: null }] }),
    );
  });
});
