import { newsmakerKind } from "../../contract/newsmaker.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { withNewsmakers } from "../newsmakers/newsmaker-tables.ts";
import { keysOfRoots } from "../newsmakers/sum-newsmakers.ts";
import { monitorSource, newsmakerSource, streamSource } from "./spike-sources.ts";
import type { SpikeDb, SpikeRow } from "./spike-tables.ts";
import type { VolumeSource } from "./spike-volumes.ts";
import { storySourceOf } from "./story-sources.ts";

/** The volume that a spike is of. */
export async function sourceOf(db: SpikeDb, row: SpikeRow): Promise<VolumeSource> {
  const { workspace_id: workspaceId, subject, name } = row;
  if (row.kind === "story") return storySourceOf(db, workspaceId, row);
  if (row.kind === "monitor") return monitorSource(db, workspaceId, { id: subject, name, version: "" });
  const [kind, key] = newsmakerOf(subject);
  if (kind === null) return streamSource(db, workspaceId);
  const keys = await keysOfRoots(withNewsmakers(db as unknown as MentionDb), workspaceId, kind, [key]);
  return newsmakerSource(db, workspaceId, { kind, key, keys: keys.get(key) ?? [key], name });
}

/** "person:budi" as kind and key; no kind for what is no newsmaker. */
export function newsmakerOf(subject: string): ["person" | "organisation", string] | [null, ""] {
  const at = subject.indexOf(":");
  const kind = newsmakerKind.safeParse(subject.slice(0, at));
  return kind.success ? [kind.data, subject.slice(at + 1)] : [null, ""];
}
