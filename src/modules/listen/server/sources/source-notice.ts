import type { Tx } from "#platform/db/database.ts";
import { type NewNotice, notify } from "#platform/notices/notify.ts";
import type { CountedFinding } from "./poll-finding.ts";
import { worrying } from "./source-attention.ts";

type State = { state: string; failures_in_a_row: number };

/** All notices of a source are one thread: people see how it stands. */
export const sourceThread = (sourceId: string): string => `listen.source:${sourceId}`;

/**
 * What a look changed for whoever relies on a source: it has begun to fail, it was given up, or it works again. A single
 * failure is the weather, and one more of many is no news.
 */
export function noticeKindOf(
  before: State,
  after: State,
): "listen.source_failing" | "listen.source_stopped" | "listen.source_recovered" | undefined {
  const wasWorrying = before.state === "stopped" || before.failures_in_a_row >= worrying;
  if (after.state === "stopped") return before.state === "stopped" ? undefined : "listen.source_stopped";
  if (after.state !== "active") return undefined;
  if (after.failures_in_a_row >= worrying) return wasWorrying ? undefined : "listen.source_failing";
  return wasWorrying && after.failures_in_a_row === 0 ? "listen.source_recovered" : undefined;
}

const severities = {
  "listen.source_failing": "warning",
  "listen.source_stopped": "urgent",
  "listen.source_recovered": "info",
} as const satisfies Record<string, NewNotice["severity"]>;

/** Lets people know when a source begins to fail, is given up, or works again. */
export async function notifySourceChange(
  tx: Tx,
  source: State & { id: string; workspace_id: string; title: string },
  after: State,
  finding: Pick<CountedFinding, "key" | "values">,
  at: Date,
): Promise<void> {
  const kind = noticeKindOf(source, after);
  if (kind === undefined) return;
  await notify(
    tx,
    source.workspace_id,
    {
      kind,
      severity: severities[kind],
      values: { ...finding.values, title: source.title, outcome: finding.key },
      subject: { kind: "source", id: source.id },
      thread: sourceThread(source.id),
      audience: { permission: "sources.read" },
    },
    at,
  );
}
