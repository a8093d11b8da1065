import type { RequestContext } from "#platform/http/request-context.ts";
import type { SentMention } from "../../contract/mentions.ts";
import { liftVeil, openVeil } from "../personal-data/veil.ts";
import { getMention } from "./get-mention.ts";

/**
 * An officer who needs a person's number or address to help them has it shown. Who looked at which mention, and what kinds
 * of data it held, goes into the audit log; the data itself does not.
 * @throws AppError `not_found` for a mention that is not the workspace's
 */
export async function revealMention(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: { id: string },
): Promise<SentMention> {
  const { workspaceId, actor } = context;
  return context.db.transaction().execute(async (tx) => {
    const inside = { ...context, db: tx };
    const { covered, outlet, channel } = await getMention(inside, input, await openVeil(tx, workspaceId));
    const details = {
      outlet,
      channel,
      kinds: Object.fromEntries(covered.map(({ kind, count }) => [kind, count])),
    };
    const facts = { action: "personal_data.shown", subjectKind: "mention", subjectId: input.id, details };
    const lifted = await liftVeil(tx, workspaceId, actor, facts, context.now());
    return getMention(inside, input, lifted);
  });
}
