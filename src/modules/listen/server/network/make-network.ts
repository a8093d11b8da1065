import { z } from "zod";
import { ChildError, createChildRunner } from "#platform/child/child-runner.ts";
import type { Db } from "#platform/db/database.ts";
import { id, zone } from "#shared/ids.ts";
import { findBursts } from "./find-bursts.ts";
import { gatherNetwork } from "./gather-network.ts";
import { scopeOf } from "./network-scope.ts";
import { type NetworkDb, withNetworks } from "./network-tables.ts";
import type { BuiltNetwork, NetworkAnswer, NetworkTask } from "./network-task.ts";

export const makeNetworkKind = {
  name: "listen.make-network",
  payload: z.object({ workspaceId: id, networkId: id }),
};

const child = createChildRunner<NetworkTask, NetworkAnswer>(new URL("./network-child.ts", import.meta.url), {
  timeMs: 120_000,
  memoryMb: 1_024,
  idleMs: 10_000,
});

/**
 * Makes a network that somebody asked for: reads the ties, finds communities, bridges and places in a process of its own,
 * and keeps the result. Made once already, or forgotten meanwhile, it is left alone; killed, it is made again.
 */
export async function makeNetwork(
  { db, now }: { db: Db; now: () => Date },
  { workspaceId, networkId }: { workspaceId: string; networkId: string },
  signal?: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  const networks = withNetworks(db);
  const row = await networks
    .selectFrom("listen.network as network")
    .innerJoin("platform.workspace as workspace", "workspace.id", "network.workspace_id")
    .select(["network.settings", "network.state", "workspace.zone"])
    .where("network.workspace_id", "=", workspaceId)
    .where("network.id", "=", networkId)
    .executeTakeFirst();
  if (row === undefined || row.state === "done") return;
  const { settings } = row;
  try {
    const clock = { now: now(), zone: zone.parse(row.zone) };
    const scope = await scopeOf(networks, workspaceId, settings, clock);
    await tell(networks, networkId, { progress: 15 });
    const gathered = await gatherNetwork(networks, workspaceId, scope, settings.most);
    await tell(networks, networkId, { progress: 40 });
    const bursts = await findBursts(networks, scope);
    await tell(networks, networkId, { progress: 55 });
    const placed = await child.run({ nodes: gathered.nodes, edges: gathered.edges }, signal);
    const built: BuiltNetwork = {
      ...gathered,
      ...placed,
      bursts,
      isNewestOnly: scope.isNewestOnly,
      tookMs: Math.round(performance.now() - begun),
    };
    const finished = { state: "done" as const, progress: 100, finished_at: now() };
    await tell(networks, networkId, { ...finished, result: JSON.stringify(built) });
  } catch (error) {
    // What the child cannot do within its limits it cannot do the second time either.
    if (!(error instanceof ChildError)) throw error;
    await tell(networks, networkId, { state: "failed", finished_at: now() });
  }
}

async function tell(
  db: NetworkDb,
  networkId: string,
  change: { progress?: number; state?: "done" | "failed"; finished_at?: Date; result?: string },
): Promise<void> {
  await db.updateTable("listen.network").set(change).where("id", "=", networkId).execute();
}

/** Networks are looked at for a week. Days. */
const keptDays = 7;

/** Forgets networks that were asked for a week ago: they name people, and are made anew in seconds. */
export async function forgetNetworks(db: Db, at: Date): Promise<void> {
  await withNetworks(db)
    .deleteFrom("listen.network")
    .where("asked_at", "<", new Date(at.getTime() - keptDays * 86_400_000))
    .execute();
}
