import type { Analyst } from "#platform/language/open-analyst.ts";
import { readRuleSet } from "../entity-rules/entity-rule-store.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { readTeaching } from "./teaching-store.ts";

/** What reads a workspace's texts: the engine, with what the workspace has taught it and what names mean there. */
export type TextReader = Pick<Analyst, "version"> & {
  summarise(texts: readonly string[]): ReturnType<Analyst["summarise"]>;
};

/**
 * The engine as a workspace has taught it, with its rules on names, both as they are now; the engine itself where
 * nothing was taught, or the layer is off, and there are no rules. Its version is that of the workspace's readings.
 */
export async function taughtReader(
  db: MentionDb,
  workspaceId: string,
  analyst: Pick<Analyst, "summarise" | "version">,
): Promise<TextReader> {
  const teaching = await readTeaching(db, workspaceId);
  const { rules, versionOf } = await readRuleSet(db, workspaceId);
  return {
    version: versionOf(analyst.version),
    summarise: (texts) => analyst.summarise(texts, teaching, rules),
  };
}

/** The version of a workspace's readings: that of the engine and of the rules on names; what has another one is out of date. */
export async function readingVersion(
  db: MentionDb,
  workspaceId: string,
  { version }: Pick<Analyst, "version">,
): Promise<string> {
  return (await readRuleSet(db, workspaceId)).versionOf(version);
}
