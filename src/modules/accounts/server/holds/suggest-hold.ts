import { spikeEnded, spikeStarted } from "#modules/listen/contract/events.ts";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { findCovered, isUnsaid } from "./count-cover.ts";
import { readHoldWords } from "./covers-statement.ts";

type SuggestParts = { readonly db: Db; readonly now: () => Date };
type Spike = { readonly spikeId: string; readonly name: string };

const threadOf = (spikeId: string): string => `hold-suggested:${spikeId}`;

/** The words that hold whatever names somebody or something; null where the name has nothing to look for. */
function wordsOf(name: string): string | null {
  const words = `"${name.replaceAll('"', " ").trim()}"`;
  try {
    readHoldWords(words);
    return words;
  } catch {
    return null;
  }
}

/**
 * Something is suddenly talked of far more than usual: whoever may pull the brake is asked whether to hold what names it. Asked only
 * where something that names it waits to go out, since otherwise there is nothing to hold.
 * @returns how many waiting statements name it
 */
export async function suggestHold(
  { db, now }: SuggestParts,
  workspaceId: string,
  { spikeId, name }: Spike,
): Promise<number> {
  const words = wordsOf(name);
  if (words === null) return 0;
  const [covered = []] = await findCovered(db, workspaceId, [{ scope: "words", account_id: null, words }]);
  const count = covered.filter(isUnsaid).length;
  if (count === 0) return 0;
  await db.transaction().execute((tx) =>
    notify(
      tx,
      workspaceId,
      {
        kind: "accounts.hold_suggested",
        severity: "warning",
        values: { name, words, count },
        subject: { kind: "spike", id: spikeId },
        thread: threadOf(spikeId),
        audience: { permission: "statements.hold" },
      },
      now(),
    ),
  );
  return count;
}

/** Suggests a hold when a spike begins, and takes the suggestion back when it is over. */
export const suggestionSubscriptions = (parts: SuggestParts): Subscription[] => [
  onEvent(spikeStarted, "accounts.suggest-hold", async ({ workspaceId, payload }) => {
    await suggestHold(parts, workspaceId, payload);
  }),
  onEvent(spikeEnded, "accounts.forget-suggestion", ({ workspaceId, payload }) =>
    parts.db.transaction().execute((tx) => withdrawNotice(tx, workspaceId, threadOf(payload.spikeId))),
  ),
];
