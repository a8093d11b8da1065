import { endHolds } from "./lift-hold.ts";
import type { HoldContext } from "./place-hold.ts";

/** A PR officer lifts every hold of the office: the brake is off. */
export async function liftHolds(
  { db, workspaceId, actor, now }: HoldContext,
  { reason }: { reason: string },
): Promise<{ lifted: number }> {
  const lifted = await db
    .transaction()
    .execute((tx) => endHolds(tx, workspaceId, actor, { reason, at: now() }));
  return { lifted: lifted.length };
}
