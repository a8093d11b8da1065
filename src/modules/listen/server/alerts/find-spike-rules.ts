import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";
import { AppError } from "#shared/app-error.ts";
import { followedKind } from "../../contract/alert-follow.ts";
import type { AlertRule } from "../../contract/alert-rule.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import type { SpikeRow } from "../spikes/spike-tables.ts";
import { withAlerts } from "./alert-tables.ts";
import { findSameSubjects } from "./followed-subjects.ts";
import { findTold } from "./hear-matches.ts";

/** How somebody is told of a spike. */
export type SpikeRule = Pick<AlertRule, "level" | "pace" | "toDesk" | "toMail" | "receiverIds"> & {
  userId: string;
};

/**
 * Who is told of a spike. Of a monitor's: whoever is told of the monitor at all, or of its spikes alone; a rule for negative
 * or hostile mentions says nothing of spikes, which are neither. Of a story's and a name's: who follows it. Of these and of
 * the whole stream's: who wants to hear of what no monitor looks for. The narrower rule decides.
 */
export async function findSpikeRules(tx: Tx, workspaceId: string, spike: SpikeRow): Promise<SpikeRule[]> {
  if (spike.kind === "monitor") {
    const rules = await findTold(withAlerts(tx), workspaceId, [{ monitorId: spike.subject }]);
    return rules.filter(
      ({ pace, news, isNegativeOnly, leastHostility }) =>
        pace !== "off" && (news === "spikes" || (news === "all" && !isNegativeOnly && leastHostility === 0)),
    );
  }
  const followed = followedKind.safeParse(spike.kind);
  const subjects = followed.success ? await subjectsOf(tx, workspaceId, followed.data, spike.subject) : [];
  const { rows } = await sql<SpikeRule & { pace: AlertRule["pace"] }>`
    select distinct on (rule.user_id) rule.user_id as "userId", rule.level, rule.pace, rule.to_desk as "toDesk",
      rule.to_mail as "toMail",
      array(select id from listen.alert_receiver where id = any(rule.receiver_ids) and removed_at is null) as "receiverIds"
    from listen.alert_rule as rule
    join platform.member as member on member.workspace_id = rule.workspace_id and member.user_id = rule.user_id
    where rule.workspace_id = ${workspaceId}::uuid and (rule.scope = 'noticed'
      or (rule.scope = ${spike.kind} and rule.subject = any(${plainArray(subjects)}::text[])))
    order by rule.user_id, rule.scope = 'noticed', rule.position`.execute(tx);
  return rows.filter(({ pace }) => pace !== "off");
}

async function subjectsOf(
  tx: Tx,
  workspaceId: string,
  kind: "story" | "newsmaker",
  subject: string,
): Promise<string[]> {
  try {
    return (await findSameSubjects(tx, workspaceId, { kind, subject })).all;
  } catch (error) {
    // Retention took the story away while the news of its spike waited: only whoever hears of everything is told.
    if (error instanceof AppError && error.code === "not_found") return [];
    throw error;
  }
}
