import type { Db } from "#platform/db/database.ts";
import type { Voice } from "../../contract/share-of-voice.ts";
import { countMonitorOutlets } from "../monitors/monitor-sums.ts";
import { withMonitors } from "../monitors/monitor-tables.ts";
import { withOutlets } from "../outlets/outlet-tables.ts";
import { readReaches } from "../outlets/reach-store.ts";
import { channelOf, isPress } from "../personal-data/veil.ts";
import type { VoiceSpan } from "./count-shared.ts";
import { sumReach } from "./sum-reach.ts";

/** How far the outlets of the press that spoke of each voice may reach, and of how many of them nobody knows. */
export async function readVoiceReaches(
  db: Db,
  workspaceId: string,
  monitorIds: readonly string[],
  span: VoiceSpan,
): Promise<Map<string, Pick<Voice, "reach" | "outlets">>> {
  const spoke = new Map<string, string[]>();
  for (const id of monitorIds) {
    const outlets = await countMonitorOutlets(withMonitors(db), workspaceId, [id], span);
    const press = outlets.filter((outlet) => isPress(channelOf(outlet)));
    spoke.set(id, [...new Set(press.map(({ outletKey }) => outletKey))]);
  }
  const keys = [...new Set([...spoke.values()].flat())];
  const reaches = await readReaches(withOutlets(db), workspaceId, "outlet", keys);
  return new Map(
    [...spoke].map(([id, outlets]) => {
      const known = outlets.flatMap((key) => reaches.get(key) ?? []);
      return [
        id,
        { reach: sumReach(known), outlets: { known: known.length, unknown: outlets.length - known.length } },
      ];
    }),
  );
}
