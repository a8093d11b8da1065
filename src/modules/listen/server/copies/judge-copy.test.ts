import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { copyQueue } from "./copy-queue.ts";
import { anArticle, compareAll, edited, otherNews, release, storeAndQueue } from "./copy-samples.ts";
import { withCopies } from "./copy-tables.ts";
import { makeCopyMemory } from "./copy-window.ts";
import { judgeCopy } from "./judge-copy.ts";
import { listCopies } from "./list-copies.ts";
import { undoCopyJudgement } from "./undo-copy-judgement.ts";

let database: TestDatabase;
let officer: RequestContext;
let ids: string[];
const memory = makeCopyMemory();
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  const workspaceId = await makeWorkspace(database.db);
  officer = contextFor(database.db, workspaceId, "officer");
  ids = await storeAndQueue(database.db, workspaceId, [
    anArticle(1, "Kantor Berita", release),
    anArticle(2, "Harian Melati", release),
    anArticle(3, "Warta Kota", edited),
    anArticle(4, "Niaga", otherNews),
  ]);
  await compareAll(database.db, workspaceId, memory);
});

const one = (n: number) => ids[n] ?? "";
const apart = (n: number, by = officer) => judgeCopy(by, { id: one(n), verdict: "apart" });
const join = (n: number, target: number, reason?: string) =>
  judgeCopy(officer, { id: one(n), verdict: "joined", targetId: one(target), reason });
const undo = (id: string, by = officer) => undoCopyJudgement(by, { id });
const copiesOf = async (n: number) =>
  (await listCopies(officer, { id: one(n) })).items.map(({ id }) => ids.indexOf(id));
const arrive = async (minute: number, outlet: string, text: string) => {
  ids.push(...(await storeAndQueue(database.db, officer.workspaceId, [anArticle(minute, outlet, text)])));
  await compareAll(database.db, officer.workspaceId, memory);
};

describe("what people say of copies", () => {
  test("a mention taken out stays out: when everything is compared again, and when another copy comes", async () => {
    await apart(1);
    expect([await copiesOf(0), await copiesOf(1)]).toEqual([[0, 2], []]);
    await withCopies(database.db)
      .deleteFrom("listen.copy_sketch")
      .where("workspace_id", "=", officer.workspaceId)
      .execute();
    await copyQueue.add(database.db, officer.workspaceId, ids);
    expect(await compareAll(database.db, officer.workspaceId)).toBe(4);
    expect([await copiesOf(0), await copiesOf(1)]).toEqual([[0, 2], []]);
    await arrive(9, "Suara Baru", release);
    expect([await copiesOf(0), await copiesOf(1)]).toEqual([[0, 2, 4], []]);
  });

  test("it is kept who said so, when, why, and what stood there before; taking it back puts it there again", async () => {
    const { judgementId } = await apart(2);
    const { judgements } = await listCopies(officer, { id: one(2) });
    expect(judgements).toMatchObject([
      {
        id: judgementId,
        verdict: "apart",
        target: { id: one(0), outlet: "Kantor Berita" },
        judgeName: "Ratna Wulandari",
        isMine: true,
        judgedAt: officer.now().toISOString(),
        isUndone: false,
      },
    ]);
    await undo(judgementId);
    await undo(judgementId);
    const { items, judgements: after } = await listCopies(officer, { id: one(2) });
    expect(items.map(({ kind }) => kind)).toEqual(["origin", "same", "edited"]);
    expect(after).toMatchObject([{ isUndone: true }]);
    const audited = await database.db
      .selectFrom("platform.audit_entry")
      .select(["action", "details"])
      .where("workspace_id", "=", officer.workspaceId)
      .orderBy("seq")
      .execute();
    expect(audited.map(({ action }) => action)).toEqual(["copy.judged", "copy.judgement_undone"]);
    expect(audited[0]?.details).toMatchObject({ verdict: "apart", after: null });
  });

  test("the first can be taken out, and a group of one ends and comes back", async () => {
    await apart(2);
    const { judgementId } = await apart(0);
    expect([await copiesOf(0), await copiesOf(1)]).toEqual([[], []]);
    await undo(judgementId);
    expect(await copiesOf(1)).toEqual([0, 1]);
  });

  test("a mention that the machine did not know is put with the one it is a copy of, and taken back", async () => {
    const { judgementId } = await join(3, 1, "Rilis yang sama, ditulis ulang");
    const { items, judgements } = await listCopies(officer, { id: one(3) });
    expect(items.map(({ kind }) => kind)).toEqual(["origin", "same", "edited", "said"]);
    expect(judgements[0]).toMatchObject({
      verdict: "joined",
      target: { id: one(1) },
      reason: "Rilis yang sama, ditulis ulang",
    });
    await undo(judgementId);
    expect([await copiesOf(0), await copiesOf(3)]).toEqual([[0, 1, 2], []]);
  });

  test("two that stood alone become a group, and one that stood elsewhere moves", async () => {
    await arrive(
      5,
      "Suara Baru",
      "Pertandingan persahabatan antara dua desa ditunda karena lapangan tergenang air hujan",
    );
    await join(3, 4);
    expect(await copiesOf(4)).toEqual([3, 4]);
    const { judgementId } = await join(2, 4);
    expect([await copiesOf(0), await copiesOf(4)]).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
    await undo(judgementId);
    expect([await copiesOf(0), await copiesOf(4)]).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });

  test("the last word counts: taking back an earlier one changes nothing", async () => {
    const earlier = await apart(1);
    await join(1, 3);
    await undo(earlier.judgementId);
    expect(await copiesOf(1)).toEqual([1, 3]);
  });

  test("nobody takes back another's word but an admin, and what makes no sense is refused", async () => {
    const { judgementId } = await apart(1);
    const colleague = contextFor(database.db, officer.workspaceId, "officer");
    await expect(undo(judgementId, colleague)).rejects.toMatchObject({ code: "not_found" });
    await undo(judgementId, contextFor(database.db, officer.workspaceId, "admin"));
    expect(await copiesOf(1)).toEqual([0, 1, 2]);
    await expect(apart(3)).rejects.toMatchObject({ code: "invalid" });
    await expect(join(1, 1)).rejects.toMatchObject({ code: "invalid" });
    await expect(join(1, 2)).rejects.toMatchObject({ code: "invalid" });
    const unknown = { id: one(1), verdict: "joined" as const, targetId: officer.workspaceId };
    await expect(judgeCopy(officer, unknown)).rejects.toMatchObject({ code: "invalid" });
    const stranger = contextFor(database.db, await makeWorkspace(database.db), "owner");
    await expect(apart(1, stranger)).rejects.toMatchObject({ code: "not_found" });
  });
});
