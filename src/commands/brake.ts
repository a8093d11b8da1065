import { brake } from "#modules/accounts/index.ts";
import { ClearError } from "#shared/clear-error.ts";
import { onVisit } from "./open-visit.ts";
import { loadSentences, terminalActor, toClearError, workspaceNamed } from "./transfer-visit.ts";

export type HoldOptions = {
  workspace: string;
  reason: string;
  account?: string;
  words?: string;
  hours?: string;
};

type Context = Parameters<typeof brake.liftHolds>[0];

/** Pulls the emergency brake from the server's own terminal; it works also while no web process runs. */
export async function holdOutgoing({ workspace, reason, account, words, hours }: HoldOptions): Promise<void> {
  if (account !== undefined && words !== undefined)
    throw new ClearError("--account and --words are two holds: place one after the other.");
  if (hours !== undefined && !(Number(hours) > 0)) throw new ClearError("--hours: a number above 0.");
  if (reason.trim().length < 3) throw new ClearError("--reason: why it is held, at least three letters.");
  await atWorkspace(workspace, async (context) => {
    const until = new Date(Date.now() + Number(hours ?? 0) * 3_600_000).toISOString();
    const hold = await brake.placeHold(context, {
      ...(await aimOf(context, account, words)),
      reason: reason.trim(),
      ...(hours !== undefined && { until }),
    });
    console.log(`Held (${hold.id}): ${hold.covers.waiting} statements wait and do not go out.`);
    if (hold.covers.underWay > 0)
      console.log(`${hold.covers.underWay} are being handed to their networks and may still appear.`);
  });
}

async function aimOf(context: Context, account: string | undefined, words: string | undefined) {
  if (words !== undefined) return { scope: "words" as const, words };
  if (account === undefined) return { scope: "all" as const };
  const accountId = await brake.accountNamed(context, account);
  if (accountId === null) throw new ClearError(`There is no connected account ${account} here.`);
  return { scope: "account" as const, accountId };
}

export type ReleaseOptions = { workspace: string; reason: string; hold?: string };

/** Lifts one hold, or all, from the server's own terminal. */
export async function releaseOutgoing({ workspace, reason, hold }: ReleaseOptions): Promise<void> {
  await atWorkspace(workspace, async (context) => {
    if (hold !== undefined) await brake.liftHold(context, { id: hold, reason });
    const { lifted } = hold === undefined ? await brake.liftHolds(context, { reason }) : { lifted: 1 };
    console.log(`Holds lifted: ${lifted}.`);
  });
}

async function atWorkspace(slug: string, work: (context: Context) => Promise<void>): Promise<void> {
  const translate = await loadSentences();
  await onVisit(async ({ db }) => {
    const { id: workspaceId } = await workspaceNamed(db, slug);
    const context = { db, workspaceId, actor: terminalActor, now: () => new Date() };
    await work(context).catch((error: unknown) => {
      throw toClearError(error, translate);
    });
  });
}
