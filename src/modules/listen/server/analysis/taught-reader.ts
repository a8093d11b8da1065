import type { Analyst } from "#platform/language/open-analyst.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { readTeaching } from "./teaching-store.ts";

/** What reads a workspace's texts: the engine, with what the workspace has taught it. */
export type TextReader = Pick<Analyst, "version"> & {
  summarise(texts: readonly string[]): ReturnType<Analyst["summarise"]>;
};

/** The engine as a workspace has taught it; the engine itself where nothing was taught or the layer is off. */
export async function taughtReader(
  db: MentionDb,
  workspaceId: string,
  analyst: Pick<Analyst, "summarise" | "version">,
): Promise<TextReader> {
  const teaching = await readTeaching(db, workspaceId);
  return { version: analyst.version, summarise: (texts) => analyst.summarise(texts, teaching) };
}
