import type { Channel } from "../../contract/mentions.ts";
import type { SpikeVerdict } from "../../contract/spike.ts";
import { isPress } from "../personal-data/veil.ts";

/** What the verdict knows of a mention. */
export type SpikeMention = {
  id: string;
  outlet: string;
  outletKey: string;
  author: string | null;
  channel: Channel;
  url: string | null;
  publishedAt: Date;
  /** The group of copies that it stands in. */
  groupId: string | null;
};

/** Who speaks: an outlet of the press, elsewhere the account, as far as it is known. */
export const voiceOf = ({
  outletKey,
  author,
  channel,
}: Pick<SpikeMention, "outletKey" | "author" | "channel">): string =>
  isPress(channel) || author === null ? outletKey : `${outletKey}\0${author}`;

/** One voice with so large a share carries a spike alone. */
const aloneShare = 0.7;
const mostOf = 0.5;
/** A page is old when its address names a day so long before. Milliseconds. */
const oldMs = 30 * 86_400_000;

/**
 * Whether mentions are a spike or only look like one. The first that applies: most pages are older than they say
 * (`archive`); one outlet or account has most of it and did not before (`one_voice`); most come from outlets that the
 * desk did not hear before (`new_outlets`).
 * @param before the share that each voice had in the days before; empty when nothing was heard
 * @param knownOutlets keys of outlets that were heard before
 */
export function judgeSpike(
  mentions: readonly SpikeMention[],
  before: ReadonlyMap<string, number>,
  knownOutlets: ReadonlySet<string>,
): SpikeVerdict {
  const { length } = mentions;
  if (length === 0) return "spike";
  if (mentions.filter(isOld).length > mostOf * length) return "archive";
  for (const [voice, count] of countBy(mentions, voiceOf))
    if (count >= aloneShare * length && (before.get(voice) ?? 0) < aloneShare) return "one_voice";
  if (mentions.filter(({ outletKey }) => !knownOutlets.has(outletKey)).length > mostOf * length)
    return "new_outlets";
  return "spike";
}

const DATED_PATH = /\/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/-]|\D|$)/;

/** Whether the address says that the page is older than its time of publication. */
function isOld({ url, publishedAt }: SpikeMention): boolean {
  const dated = DATED_PATH.exec(url ?? "");
  if (!dated) return false;
  const [, year = "", month = "", day] = dated;
  // Without a day the month's end is meant: an address never makes a page older than it may be.
  const at =
    day === undefined ? Date.UTC(Number(year), Number(month), 1) : Date.parse(`${year}-${month}-${day}`);
  return publishedAt.getTime() - at > oldMs;
}

const fewestSame = 5;
const fewestAccounts = 3;

/** The largest group of posts with the same words by several accounts; null when there is none to speak of. */
export function sameWords(
  mentions: readonly SpikeMention[],
): { posts: number; accounts: number; mentionId: string } | null {
  const posts = mentions.filter(({ channel, groupId, author }) =>
    groupId !== null && author !== null ? !isPress(channel) : false,
  );
  const groups = [...Map.groupBy(posts, ({ groupId }) => groupId).values()].map((group) => ({
    posts: group.length,
    accounts: new Set(group.map(voiceOf)).size,
    mentionId: group[0]?.id ?? "",
  }));
  const [largest] = groups.sort((a, b) => b.posts - a.posts || (a.mentionId < b.mentionId ? -1 : 1));
  const isSign = largest && largest.posts >= fewestSame && largest.accounts >= fewestAccounts;
  return isSign ? largest : null;
}

/** Mentions that repeat another one of these. */
export function countCopies(mentions: readonly SpikeMention[]): number {
  const grouped = mentions.filter(({ groupId }) => groupId !== null);
  return grouped.length - new Set(grouped.map(({ groupId }) => groupId)).size;
}

/** How many of each, by what `key` tells. */
export function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
