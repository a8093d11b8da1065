import { ChildError } from "#platform/child/child-runner.ts";
import type { Logger } from "#platform/log/logger.ts";
import { channelOf, type Veil } from "../personal-data/veil.ts";
import { evenlyChosen } from "../stories/read-story-members.ts";
import { type Group, taskTextOf } from "./arrange-mentions.ts";
import type { KeptPhase } from "./clipping-tables.ts";
import { clippingWork } from "./clipping-work.ts";
import type { ClippedMention } from "./gather-mentions.ts";

/** A story with fewer mentions is told by its line. */
const fewestMentions = 12;
/** Of a story so many mentions are read. */
const mostRead = 160;

/**
 * What was spoken of one after the other in each large group, by headlines; nothing where it was one thing all along. By the
 * group's lead.
 */
export async function phasesOfGroups(
  log: Logger,
  groups: readonly Group[],
  veil: Veil,
): Promise<Map<string, KeptPhase[]>> {
  const large = groups
    .filter(({ members }) => members.length >= fewestMentions)
    .map(({ lead, members }) => ({
      lead,
      members: members.toSorted(
        (a, b) => a.published_at.getTime() - b.published_at.getTime() || (a.id < b.id ? -1 : 1),
      ),
    }));
  try {
    const found = await clippingWork.phases(
      large.map(({ members }) =>
        evenlyChosen(members, mostRead).map((one) => ({
          ...taskTextOf(one),
          time: one.published_at.getTime(),
        })),
      ),
    );
    return new Map(
      large.flatMap(({ lead, members }, at) => {
        const phases = found[at] ?? [];
        if (phases.length < 2) return [];
        const kept = phases.map(({ from, leadId }, index) =>
          phaseOf(members, leadId, from, phases[index + 1]?.from ?? Number.POSITIVE_INFINITY, veil),
        );
        return [[lead.id, kept.flatMap((phase) => phase ?? [])] as const];
      }),
    );
  } catch (error) {
    if (!(error instanceof ChildError)) throw error;
    log.warn({ err: error }, "phases of a clipping could not be read: each story is told by its line");
    return new Map();
  }
}

function phaseOf(
  members: readonly ClippedMention[],
  leadId: string,
  from: number,
  until: number,
  veil: Veil,
): KeptPhase | undefined {
  const lead = members.find(({ id }) => id === leadId);
  if (!lead) return undefined;
  const { title, text, channel, outlet } = lead;
  const words = veil(channelOf(lead)).words(title === "" ? text.slice(0, 160).toWellFormed() : title);
  return {
    leadId,
    channel,
    title: words.replace(/\s+/gu, " ").trim(),
    outlet,
    from: new Date(from).toISOString(),
    mentions: members.filter(({ published_at }) => {
      const at = published_at.getTime();
      return at >= from && at < until;
    }).length,
  };
}
