import { verifyMonitors } from "#modules/listen/index.ts";
import { ClearError } from "#shared/clear-error.ts";
import { onVisit } from "./open-visit.ts";

const sentences = {
  missing: "found by searching, not kept as matches",
  surplus: "kept as matches, not found by searching",
  wrong_tone: "kept with another tone",
  wrong_hour: "hours counted wrongly",
  wrong_outlet_day: "days of an outlet counted wrongly",
} as const;

/** Searches for what every monitor finds and says where that differs from what the desk has kept. */
export async function verifyMonitorsCommand(): Promise<void> {
  const { checked, matches, skipped, differences } = await onVisit(({ db }) =>
    verifyMonitors(db, new Date()),
  );
  for (const name of skipped) console.log(`${name}: paused or still being asked of what is stored, left out`);
  for (const { workspace, monitor, kind, count, examples } of differences)
    console.log(`${workspace}: ${monitor}: ${count} ${sentences[kind]} (${examples.join(", ")}…)`);
  if (differences.length > 0)
    throw new ClearError(`${differences.length} differences in ${checked} monitors.`);
  console.log(`${checked} monitors with ${matches} matches: matches and counts are what searching finds.`);
}
