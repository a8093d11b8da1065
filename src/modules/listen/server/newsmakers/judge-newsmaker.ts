import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { invalidField, notFound } from "#shared/app-error.ts";
import { holdLinks, settleLinks } from "./newsmaker-links.ts";
import { type NewsmakerDb, type NewsmakerKind, withNewsmakers } from "./newsmaker-tables.ts";
import { rootOf } from "./sum-newsmakers.ts";

/**
 * An officer says that a name is the same as another one: from then on both are counted under the other one, everywhere
 * and at once; or that it is not, and it stands for itself again. Who said so, when, and that it can be taken back are kept.
 * @throws AppError `not_found` for a name that nobody was ever called; `invalid` (`otherKey`) when both are one already, or
 *   are not
 */
export async function judgeNewsmaker(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: { kind: NewsmakerKind; key: string; otherKey: string; verdict: "same" | "apart" },
): Promise<{ decisionId: string; root: string }> {
  const { workspaceId, actor } = context;
  const { kind, key, otherKey, verdict } = input;
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withNewsmakers(platformTx);
    await holdLinks(tx, workspaceId);
    for (const one of [key, otherKey])
      if (!(await isKnown(tx, workspaceId, kind, one))) throw notFound("newsmaker");
    const [root, otherRoot] = [
      await rootOf(tx, workspaceId, kind, key),
      await rootOf(tx, workspaceId, kind, otherKey),
    ];
    if (verdict === "same" && root === otherRoot) throw invalidField("otherKey", "field.same_newsmaker");
    if (verdict === "apart" && (root !== otherRoot || key === root))
      throw invalidField("otherKey", "field.apart_newsmaker");
    const id = randomUUID();
    await tx
      .insertInto("listen.newsmaker_decision")
      .values({
        id,
        workspace_id: workspaceId,
        kind,
        key,
        other_key: otherKey,
        verdict,
        judge_id: actor.id,
        judge_name: actor.name,
        judged_at: context.now(),
        undone_at: null,
      })
      .execute();
    await settleLinks(tx, workspaceId, kind);
    const details = { decisionId: id, verdict, kind, key, otherKey };
    const entry = { action: "newsmaker.judged", subjectKind: "newsmaker", subjectId: id, details };
    await recordAudit(platformTx, workspaceId, actor, entry, context.now());
    return { decisionId: id, root: await rootOf(tx, workspaceId, kind, key) };
  });
}

async function isKnown(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  key: string,
): Promise<boolean> {
  const known = await db
    .selectFrom("listen.newsmaker")
    .select("key")
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("key", "=", key)
    .executeTakeFirst();
  return known !== undefined;
}
