import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { withMentions } from "../mentions/tables.ts";
import { countAnalysed, findLatestRun } from "./run-store.ts";
import { readingVersion } from "./taught-reader.ts";
import { readTeachingState } from "./teaching-store.ts";

type EngineState = {
  version: string;
  mentions: number;
  analysed: number;
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
    ...(await countAnalysed(db, workspaceId, await readingVersion(db, workspaceId, analyst))),
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
