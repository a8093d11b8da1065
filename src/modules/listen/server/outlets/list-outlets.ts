import type { RequestContext } from "#platform/http/request-context.ts";
import { foldValue } from "#text/fold.ts";
import type { SentOutlet, VoiceKind } from "../../contract/outlet.ts";
import { hourMs } from "../mentions/mention-counts.ts";
import { channelOf, openVeil, ownWords, type Veil } from "../personal-data/veil.ts";
import {
  countAccounts,
  countDays,
  countOutlets,
  daysIn,
  mostAccounts,
  nameAccounts,
  type VoiceCount,
} from "./count-voices.ts";
import { openGaps } from "./gap-store.ts";
import { type OutletDb, withOutlets } from "./outlet-tables.ts";
import { readReaches } from "./reach-store.ts";
import { countTowardsUs, oursMonitors, type Span, sumTowardsUs, type TowardsUs } from "./towards-us.ts";
import { voiceQuery } from "./voice-key.ts";

type ListInput = {
  from: string;
  until: string;
  kind: VoiceKind;
  sort: "mentions" | "ours" | "negative" | "reach" | "silent";
  words: string;
  limit: number;
  skip: number;
};

type Known = VoiceCount & { ours: TowardsUs; reachHigh: number; isSilent: boolean };

/** An officer sees who speaks: how much, more or less than before, in what tone of us, how far it reaches, who fell silent. */
export async function listOutlets(
  context: Pick<RequestContext, "db" | "workspaceId">,
  input: ListInput,
): Promise<{ items: SentOutlet[]; nextSkip: number | null; total: number; withReach: number }> {
  const db = withOutlets(context.db);
  const { workspaceId } = context;
  const { kind } = input;
  const span = hoursOf(input);
  const monitors = await oursMonitors(db, workspaceId);
  const towards = await countTowardsUs(
    db,
    workspaceId,
    kind,
    monitors.map(({ id }) => id),
    span,
  );
  const gaps = kind === "outlet" ? await openGaps(db, workspaceId) : new Map();
  const counted = await countVoices(db, workspaceId, kind, span, rankedOf(towards, input));
  for (const { key, outlet } of gaps.values())
    if (!counted.voices.some((one) => one.key === key))
      counted.voices.push({ key, name: outlet, channels: new Map(), mentions: 0, before: 0 });
  const reaches = await readReaches(
    db,
    workspaceId,
    kind,
    counted.voices.map(({ key }) => key),
  );
  const wanted = foldValue(input.words);
  const known = counted.voices
    .filter(({ key, name }) => foldValue(name).includes(wanted) || key.includes(wanted))
    .map(
      (one): Known => ({
        ...one,
        ours: sumTowardsUs(towards.get(one.key)),
        reachHigh: reaches.get(one.key)?.high ?? -1,
        isSilent: gaps.has(one.key),
      }),
    )
    .filter((one) => one.mentions > 0 || one.isSilent)
    .sort(orders[input.sort]);
  const shown = known.slice(input.skip, input.skip + input.limit);
  const shownKeys = shown.map(({ key }) => key);
  const accounts = kind === "account" ? await nameAccounts(db, workspaceId, span, shownKeys) : new Map();
  const days = await countDays(db, workspaceId, kind, shownKeys, span);
  const veil = await openVeil(context.db, workspaceId);
  return {
    items: shown.map(({ key, name, channels, mentions, before, ours }) => ({
      kind,
      key,
      name: shownName(veil, kind, key, accounts.get(key)?.name ?? name),
      channels: channelsOf(channels),
      mentions,
      before: accounts.get(key)?.before ?? before,
      ours: monitors.length === 0 ? null : ours,
      reach: reaches.get(key) ?? null,
      gap: gaps.get(key)?.gap ?? null,
      query: voiceQuery({ kind, key }),
      curve: daysIn(span).map((day) => days.get(key)?.get(day) ?? 0),
    })),
    nextSkip: known.length > input.skip + input.limit ? input.skip + input.limit : null,
    total: input.words === "" && kind === "account" ? counted.total : known.length,
    withReach: known.filter(({ reachHigh }) => reachHigh >= 0).length,
  };
}

const orders: Record<ListInput["sort"], (a: Known, b: Known) => number> = {
  mentions: (a, b) => b.mentions - a.mentions || byKey(a, b),
  ours: (a, b) => b.ours.total - a.ours.total || b.mentions - a.mentions || byKey(a, b),
  negative: (a, b) => b.ours.tones.negative - a.ours.tones.negative || b.mentions - a.mentions || byKey(a, b),
  reach: (a, b) => b.reachHigh - a.reachHigh || b.mentions - a.mentions || byKey(a, b),
  silent: (a, b) => Number(b.isSilent) - Number(a.isSilent) || b.mentions - a.mentions || byKey(a, b),
};
const byKey = (a: Known, b: Known): number => (a.key < b.key ? -1 : 1);

/** Those who may be listed for what they said of us, however little they said in all: with words, everybody is looked at. */
function rankedOf(
  towards: ReadonlyMap<string, ReadonlyMap<number, TowardsUs>>,
  { sort, words }: Pick<ListInput, "sort" | "words">,
): string[] {
  if (words !== "" || towards.size <= mostAccounts) return [...towards.keys()];
  const amount = ({ total, tones }: TowardsUs): number => (sort === "negative" ? tones.negative : total);
  return [...towards]
    .map(([key, days]) => ({ key, amount: amount(sumTowardsUs(days)) }))
    .sort((a, b) => b.amount - a.amount || (a.key < b.key ? -1 : 1))
    .slice(0, mostAccounts)
    .map(({ key }) => key);
}

async function countVoices(
  db: OutletDb,
  workspaceId: string,
  kind: VoiceKind,
  span: Span,
  also: readonly string[],
): Promise<{ voices: VoiceCount[]; total: number }> {
  if (kind === "account") return countAccounts(db, workspaceId, span, also);
  const voices = await countOutlets(db, workspaceId, span);
  return { voices, total: voices.length };
}

/** The whole hours that a period touches. */
export const hoursOf = ({ from, until }: { from: string; until: string }): Span => ({
  from: Math.floor(Date.parse(from) / hourMs) * hourMs,
  until: Math.ceil(Date.parse(until) / hourMs) * hourMs,
});

/** An outlet is named as sources name it; an account's name is somebody else's words. */
export const shownName = (veil: Veil, kind: VoiceKind, key: string, name: string) =>
  kind === "outlet"
    ? ownWords(name)
    : veil(channelOf({ channel: key.slice(0, key.indexOf(":")) })).words(name);

export const channelsOf = (channels: ReadonlyMap<string, number>): SentOutlet["channels"] =>
  [...channels]
    .map(([channel, count]) => ({ channel: channelOf({ channel }), count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.channel < b.channel ? -1 : 1));
