import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { countRenamed, findChangedNames } from "../entity-rules/changed-names.ts";
import { type MentionDb, withMentions } from "../mentions/tables.ts";
import { type AnalysisRun, countAnalysed, findLatestRun } from "./run-store.ts";
import { readTeachingState } from "./teaching-store.ts";

type EngineState = {
  version: string;
  mentions: number;
  analysed: number;
  renamed: number;
  run: { startedAt: string; done: number; total: number; isDone: boolean } | null;
  teaching: { isOn: boolean; learned: number };
};

/** Whoever wants to know which engine reads here sees how much it has read, and what the workspace has taught it. */
export async function getEngine(
  context: Pick<RequestContext, "db" | "workspaceId">,
  analyst: Pick<Analyst, "version">,
): Promise<EngineState> {
  const db = withMentions(context.db);
  const { workspaceId } = context;
  const run = await findLatestRun(db, workspaceId);
  return {
    version: analyst.version,
    ...(await countAnalysed(db, workspaceId, analyst.version)),
    renamed: await renamedLeft(db, workspaceId, run),
    run: run
      ? {
          startedAt: run.started_at.toISOString(),
          done: Number(run.done),
          total: Math.max(Number(run.total), Number(run.done)),
          isDone: run.finished_at !== null,
        }
      : null,
    teaching: await readTeachingState(db, workspaceId),
  };
}

/** Mentions that say a name whose meaning was changed and were not read since: 10,000 at most. */
async function renamedLeft(
  db: MentionDb,
  workspaceId: string,
  run: AnalysisRun | undefined,
): Promise<number> {
  const changed = await findChangedNames(db, workspaceId);
  if (!changed) return 0;
  // While they are being read, the run says how many remain.
  if (run?.scope === "names" && run.finished_at === null)
    return Math.max(0, Number(run.total) - Number(run.done));
  return countRenamed(db, workspaceId, changed, true);
}
