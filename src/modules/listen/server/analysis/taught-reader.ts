import type { Analyst } from "#platform/language/open-analyst.ts";
import { readOfficeRules } from "../entity-rules/entity-rule-store.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { readTeaching } from "./teaching-store.ts";

/** What reads a workspace's texts: the engine, with what the workspace has taught it and what names mean there. */
export type TextReader = Pick<Analyst, "version"> & {
  summarise(texts: readonly string[]): ReturnType<Analyst["summarise"]>;
};

/**
 * The engine as a workspace has taught it, with its rules on names, both as they are now; the engine itself where
 * nothing was taught, or the layer is off, and there are no rules.
 */
export async function taughtReader(
  db: MentionDb,
  workspaceId: string,
  analyst: Pick<Analyst, "summarise" | "version">,
): Promise<TextReader> {
  const teaching = await readTeaching(db, workspaceId);
  const rules = await readOfficeRules(db, workspaceId);
  return {
    version: analyst.version,
    summarise: (texts) => analyst.summarise(texts, teaching, rules),
  };
}
