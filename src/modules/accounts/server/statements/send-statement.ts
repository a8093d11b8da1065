import { randomUUID } from "node:crypto";
import { connectorOf } from "#connectors/registry.ts";
import { findFile } from "#platform/files/file-store.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, type FieldProblem, invalidField } from "#shared/app-error.ts";
import { checkStatement, type StatementFault } from "../../contract/check-statement.ts";
import type { Statement, StatementMediaRef } from "../../contract/statements.ts";
import { findAccount } from "../account-store.ts";
import type { NetworkParts } from "../network-parts.ts";
import { rulesOf } from "./get-speaker.ts";
import { sayStatement } from "./say-statement.ts";
import { readStatement } from "./statement-store.ts";

type Draft = {
  id: string;
  text: string;
  title?: string | undefined;
  media: readonly StatementMediaRef[];
  link?: string | undefined;
  options: Readonly<Record<string, unknown>>;
  notBefore?: string | undefined;
  giveUpAt?: string | undefined;
};

/** A PR officer says something through one of the office's accounts. It is held to the network's rules before it is kept. */
export async function sendStatement(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { id, text, title, media, link, options, notBefore, giveUpAt }: Draft,
  parts: NetworkParts,
): Promise<Statement> {
  const account = await findAccount(db, workspaceId, id);
  const { manifest } = connectorOf(account.network);
  if (!manifest.abilities.publish.post.can) throw new AppError("invalid", "accounts.cannot_post");
  const files = await Promise.all(
    media.map(async ({ fileId, alt }) => ({ alt, ...(await findFile(db, workspaceId, fileId)) })),
  );
  const faults = checkStatement(await rulesOf(parts, account, manifest), { text, title, media: files });
  if (faults.length > 0)
    throw new AppError(
      "invalid",
      "invalid_input",
      {},
      undefined,
      faults.map((fault) => faultProblems[fault]),
    );
  const at = now();
  const due = notBefore === undefined ? at : new Date(notBefore);
  const end = giveUpAt === undefined ? undefined : new Date(giveUpAt);
  if (end && end <= due) throw invalidField("giveUpAt", "accounts.statement_ends_before");
  return db.transaction().execute(async (tx) => {
    const { statementId } = await sayStatement(tx, workspaceId, {
      accountId: id,
      text,
      media,
      options,
      notBefore: due,
      ...(title !== undefined && { title }),
      ...(link !== undefined && { link }),
      ...(end && { giveUpAt: end }),
      // A repeated call is told apart before it comes here, by its `Idempotency-Key`.
      sayKey: `desk:${randomUUID()}`,
      by: actor,
      now: at,
    });
    return readStatement(tx, workspaceId, statementId, at);
  });
}

/** Where each fault lies, and the sentence for it. */
const faultProblems: Readonly<Record<StatementFault, FieldProblem>> = {
  empty: { field: "text", key: "accounts.statement_empty" },
  too_long: { field: "text", key: "accounts.statement_too_long" },
  too_many_bytes: { field: "text", key: "accounts.statement_too_many_bytes" },
  title_too_long: { field: "title", key: "accounts.statement_title_too_long" },
  media_count: { field: "media", key: "accounts.statement_media_count" },
  media_kind: { field: "media", key: "accounts.statement_media_kind" },
  media_size: { field: "media", key: "accounts.statement_media_size" },
  alt_missing: { field: "media", key: "accounts.statement_alt_missing" },
  alt_too_long: { field: "media", key: "accounts.statement_alt_too_long" },
};
