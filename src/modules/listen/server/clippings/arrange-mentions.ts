import { randomUUID } from "node:crypto";
import type { ClippingSettings } from "../../contract/clipping.ts";
import { channelOf, isPress, type Veil } from "../personal-data/veil.ts";
import { evenlyChosen } from "../stories/read-story-members.ts";
import type { KeptItem, KeptSection } from "./clipping-tables.ts";
import type { Extract, TaskText } from "./clipping-task.ts";
import type { ClippedMention } from "./gather-mentions.ts";

/** A text so much shorter than the longest of its group is torn off or a teaser. */
const wholeShare = 0.5;
/** Named after "also in"; the number tells of the rest. */
const mostOthers = 12;
/** A query in an address holds so many identifiers. */
const mostInQuery = 100;
const longestExtract = 360;

/** A mention as the child process reads it. */
export const taskTextOf = ({ id, title, text }: ClippedMention): TaskText => ({ id, title, text });

/**
 * Mentions of one story together; those that are in none yet with their copies, in the story of these if they have one;
 * everything else by itself.
 */
export function groupMentions(mentions: readonly ClippedMention[]): ClippedMention[][] {
  const storyOf = new Map<string, string>();
  for (const { group_id, story_id } of mentions)
    if (group_id !== null && story_id !== null && !storyOf.has(group_id)) storyOf.set(group_id, story_id);
  const keyOf = ({ id, group_id, story_id }: ClippedMention): string => {
    const story = story_id ?? (group_id === null ? undefined : storyOf.get(group_id));
    // A story can have the id of a mention, and so can a group of copies.
    if (story !== undefined) return `story ${story}`;
    return group_id === null ? `alone ${id}` : `copies ${group_id}`;
  };
  return [...Map.groupBy(mentions, keyOf).values()];
}

/** Of a large story so many headlines are read to find the one that speaks for it. */
const mostRead = 60;

/** The press before others, what has a headline, a whole text before a torn one, then a known minute. */
function rankIn(group: readonly ClippedMention[]): (mention: ClippedMention) => number {
  const longest = Math.max(...group.map(({ text }) => text.length));
  return ({ channel, text, title, time_precision }) =>
    (isPress(channelOf({ channel })) ? 8 : 0) +
    (title === "" ? 0 : 4) +
    (text.length >= longest * wholeShare ? 2 : 0) +
    (time_precision === "day" ? 0 : 1);
}

/** Those who can speak for a group as well as any other: among them the headline decides. */
export function candidatesOf(group: readonly ClippedMention[]): ClippedMention[] {
  const rank = rankIn(group);
  const highest = Math.max(...group.map(rank));
  return evenlyChosen(
    group.filter((mention) => rank(mention) === highest),
    mostRead,
  );
}

/** Who speaks for a group: the first of those that say the same as the one whose headline was chosen. */
function leadOf(group: readonly ClippedMention[], chosenId: string | undefined): ClippedMention {
  const chosen = group.find(({ id }) => id === chosenId);
  const same = chosen
    ? group.filter(
        ({ id, group_id }) => id === chosen.id || (group_id !== null && group_id === chosen.group_id),
      )
    : group;
  const rank = rankIn(same);
  const [lead] = same.toSorted(
    (a, b) =>
      rank(b) - rank(a) || a.published_at.getTime() - b.published_at.getTime() || (a.id < b.id ? -1 : 1),
  );
  if (!lead) throw new RangeError("a group has at least one mention");
  return lead;
}

export type Group = {
  lead: ClippedMention;
  members: readonly ClippedMention[];
  outlets: number;
  storyId: string | null;
};

/**
 * Groups with their leads, those that most outlets tell of first.
 * @param chosen the mention of each group whose headline says best what it is about, where one was chosen
 */
export function rankGroups(
  groups: readonly (readonly ClippedMention[])[],
  chosen: readonly (string | undefined)[] = [],
): Group[] {
  return groups
    .map((members, at): Group => {
      const outlets = new Set(members.map(({ outlet }) => outlet)).size;
      const storyId = members.find(({ story_id }) => story_id !== null)?.story_id ?? null;
      return { lead: leadOf(members, chosen[at]), members, outlets, storyId };
    })
    .sort(
      (a, b) =>
        b.outlets - a.outlets ||
        b.members.length - a.members.length ||
        b.lead.published_at.getTime() - a.lead.published_at.getTime() ||
        (a.lead.id < b.lead.id ? -1 : 1),
    );
}

/** A group as a line of the clipping. */
export function toItem(
  { lead, members, outlets, storyId }: Group,
  veil: Veil,
  extract: Extract | undefined,
): KeptItem {
  const cover = veil(channelOf(lead));
  const others = members
    .filter(({ id }) => id !== lead.id)
    .sort((a, b) => a.published_at.getTime() - b.published_at.getTime());
  const named = new Map(others.toReversed().map((other) => [other.outlet, other]));
  named.delete(lead.outlet);
  const tones = { negative: 0, neutral: 0, positive: 0, unsure: 0 };
  for (const { tone } of members) if (tone !== null) tones[tone] += 1;
  const ids = [lead, ...others].slice(0, mostInQuery).map(({ id }) => id);
  const parts = extract?.parts.length
    ? extract.parts
    : [{ start: 0, end: Math.min(longestExtract, lead.text.length) }];
  let room = longestExtract;
  const words: string[] = [];
  for (const { start, end } of parts) {
    if (room < 60 && words.length > 0) break;
    const stop = end - start <= room ? end : Math.max(start + 1, lead.text.lastIndexOf(" ", start + room));
    words.push(cover.part(lead.text, { start, end: stop, before: "", after: stop < end ? " …" : "" }));
    room -= stop - start;
  }
  const beginning = cover.part(lead.text, {
    start: 0,
    end: Math.min(120, lead.text.length),
    before: "",
    after: lead.text.length > 120 ? "…" : "",
  });
  return {
    id: randomUUID(),
    leadId: lead.id,
    publishedAt: lead.published_at.toISOString(),
    outlet: lead.outlet,
    channel: lead.channel,
    title: oneLine(lead.title === "" ? beginning : cover.words(lead.title)),
    extract: oneLine(words.join(" ")),
    url: cover.link(lead.url),
    tone: lead.tone,
    isCorrected: lead.is_corrected,
    mentions: members.length,
    outlets,
    tones,
    corrected: members.filter(({ is_corrected }) => is_corrected).length,
    others: [...named.values()]
      .sort((a, b) => a.published_at.getTime() - b.published_at.getTime())
      .slice(0, mostOthers)
      .map(({ id, outlet, published_at }) => ({ id, outlet, publishedAt: published_at.toISOString() })),
    query: ids.length === 1 ? `id:${ids[0]}` : `id:(${ids.join(" OR ")})`,
    storyId,
    ownTitle: null,
    comment: null,
    isOut: false,
    isAdded: false,
  };
}

const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/**
 * Puts lines into sections: of the monitors that find the lead, that of the one that finds most of the group, the first in
 * the plan's order if several do.
 */
export function arrangeSections(
  lines: readonly { item: KeptItem; group: Group }[],
  { monitorIds, sections: by }: Pick<ClippingSettings, "monitorIds" | "sections">,
  monitors: ReadonlyMap<string, { name: string; folder: string }>,
): KeptSection[] {
  const sections = new Map<string, KeptSection>();
  const keyOf = new Map<string, string>();
  for (const id of monitorIds) {
    const monitor = monitors.get(id);
    if (!monitor) continue;
    const title = by === "monitor" || monitor.folder === "" ? monitor.name : monitor.folder;
    const key = by === "monitor" || monitor.folder === "" ? id : `folder:${monitor.folder}`;
    keyOf.set(id, key);
    if (!sections.has(key)) sections.set(key, { key, title, items: [] });
  }
  for (const { item, group } of lines) {
    let best: { key: string; count: number } | undefined;
    for (const id of monitorIds) {
      const key = keyOf.get(id);
      if (key === undefined) continue;
      const found = group.members.filter(({ monitor_ids }) => monitor_ids.includes(id)).length;
      // What the reader sees under a heading is the lead: of its monitors even the least goes before any other.
      const count = found + (group.lead.monitor_ids.includes(id) ? group.members.length : 0);
      if (count > (best?.count ?? 0)) best = { key, count };
    }
    if (best) sections.get(best.key)?.items.push(item);
  }
  return [...sections.values()];
}
