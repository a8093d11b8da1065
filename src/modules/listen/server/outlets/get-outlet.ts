import type { RequestContext } from "#platform/http/request-context.ts";
import { foldValue } from "#text/fold.ts";
import type { OutletDetail, SentOutletDetail, VoiceKind } from "../../contract/outlet.ts";
import { SourceState } from "../../contract/sources.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { worrying } from "../sources/source-attention.ts";
import { withSources } from "../sources/source-tables.ts";
import { titleOf } from "../stories/story-titles.ts";
import { countDays, countOutlets, daysIn, nameAccounts } from "./count-voices.ts";
import { listGaps, openGaps } from "./gap-store.ts";
import { channelsOf, hoursOf, shownName } from "./list-outlets.ts";
import { type OutletDb, type VoiceId, withOutlets } from "./outlet-tables.ts";
import { listReaches } from "./reach-store.ts";
import { countCorrected, mostLooked, newestOf, sampleOutlet, storiesOf, topicsOf } from "./sample-outlet.ts";
import { countTowardsUs, nothingTowardsUs, oursMonitors, type Span, sumTowardsUs } from "./towards-us.ts";
import { partsOfKey, voiceQuery } from "./voice-key.ts";

/**
 * An officer opens an outlet or an account: how much it said and in what tone of us, on what, who writes, how quickly it is
 * received, what it has from others, how far it reaches and when it fell silent. One that said nothing is an empty page, not
 * an error: the key is a name.
 */
export async function getOutlet(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  input: { kind: VoiceKind; key: string; from: string; until: string },
): Promise<SentOutletDetail> {
  const db = withOutlets(context.db);
  const { workspaceId } = context;
  const voice: VoiceId = { kind: input.kind, key: input.key };
  const { kind, key } = voice;
  const span = hoursOf(input);
  const clock = { now: context.now(), zone: context.membership.zone };
  const days = (await countDays(db, workspaceId, kind, [key], span)).get(key);
  const counted = await countVoice(db, workspaceId, voice, span, days);
  const monitors = await oursMonitors(db, workspaceId);
  const monitorIds = monitors.map(({ id }) => id);
  const towards = (await countTowardsUs(db, workspaceId, kind, monitorIds, span, [key])).get(key);
  const positions = await newestOf(db, workspaceId, voice, span, clock);
  const sample = await sampleOutlet(db, workspaceId, voice, positions);
  const reaches = await listReaches(db, workspaceId, voice);
  const card = await readCard(db, workspaceId, voice);
  const veil = await openVeil(context.db, workspaceId);
  const query = voiceQuery(voice);
  const names = monitors.map(({ name }) => `monitor:"${name.replaceAll('"', "")}"`);
  return {
    kind,
    key,
    name: shownName(veil, kind, key, counted.name),
    channels: channelsOf(counted.channels),
    mentions: counted.mentions,
    before: counted.before,
    ours: monitors.length === 0 ? null : sumTowardsUs(towards),
    oursQuery: monitors.length === 0 ? null : `${query} (${names.join(" OR ")})`,
    corrected: await countCorrected(db, workspaceId, voice, monitorIds, span),
    reach: reaches[0] ?? null,
    gap: kind === "outlet" ? ((await openGaps(db, workspaceId)).get(key)?.gap ?? null) : null,
    query,
    days: daysIn(span).map((day) => ({
      at: new Date(day).toISOString(),
      count: days?.get(day) ?? 0,
      ours: towards?.get(day) ?? nothingTowardsUs,
    })),
    sample: { size: sample.ids.length, isMore: positions.length >= mostLooked },
    topics: await topicsOf(db, workspaceId, sample.ids),
    stories: (await storiesOf(db, workspaceId, sample.ids)).map((row) => ({
      storyId: row.storyId,
      title: titleOf(row, veil),
      count: row.count,
    })),
    authors: sample.authors.map(({ author, channel, count }) => ({
      author: veil(channelOf({ channel })).words(author),
      count,
      query: `${query} author:"${author.replaceAll('"', "")}"`,
    })),
    delay: sample.delay,
    copies: sample.copies,
    sources: await sourcesOf(db, workspaceId, voice),
    reaches,
    gaps: kind === "outlet" ? await listGaps(db, workspaceId, key) : [],
    isWatched: card.isWatched,
    note: card.note,
  };
}

async function countVoice(
  db: OutletDb,
  workspaceId: string,
  { kind, key }: VoiceId,
  span: Span,
  days: ReadonlyMap<number, number> | undefined,
) {
  const nothing = { key, name: key, channels: new Map<string, number>(), mentions: 0, before: 0 };
  if (kind === "outlet")
    return (await countOutlets(db, workspaceId, span)).find((one) => one.key === key) ?? nothing;
  const { channel, handle } = partsOfKey(key);
  const named = (await nameAccounts(db, workspaceId, span, [key])).get(key);
  const mentions = [...(days?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  return {
    ...nothing,
    name: named?.name ?? handle,
    channels: new Map([[channel, mentions]]),
    mentions,
    before: named?.before ?? 0,
  };
}

/** What people keep of an outlet or account. */
export async function readCard(
  db: OutletDb,
  workspaceId: string,
  { kind, key }: VoiceId,
): Promise<Pick<OutletDetail, "isWatched" | "note">> {
  const row = await db
    .selectFrom("listen.outlet_card")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("key", "=", key)
    .executeTakeFirst();
  return {
    isWatched: row?.is_watched ?? true,
    note:
      row === undefined || row.note === "" || row.note_at === null
        ? null
        : { text: row.note, byName: row.note_by_name, at: row.note_at.toISOString() },
  };
}

/** The sources by which an outlet is heard. */
async function sourcesOf(
  db: OutletDb,
  workspaceId: string,
  { kind, key }: VoiceId,
): Promise<OutletDetail["sources"]> {
  if (kind === "account") return [];
  const rows = await withSources(db)
    .selectFrom("listen.source")
    .select(["id", "title", "outlet", "state", "failures_in_a_row"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "in", ["feed", "site"])
    .orderBy("title")
    .execute();
  return rows
    .filter(({ outlet }) => foldValue(outlet) === key)
    .map(({ id, title, state, failures_in_a_row }) => ({
      id,
      title,
      state: SourceState.parse(state),
      isFailing: state === "active" && failures_in_a_row >= worrying,
    }));
}
