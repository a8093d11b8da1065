import type { Db } from "#platform/db/database.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { groupStories } from "./group-stories.ts";
import { storyQueue } from "./story-queue.ts";
import { makeStoryMemory } from "./story-window.ts";

/** When they came in: the tests' now. */
const receivedAt = new Date("2026-03-17T07:20:00Z");

/** For tests: a headline of an outlet, published so many minutes past noon UTC on 1 March 2026. */
export const aHeadline = (minute: number, outlet: string, title: string, parts: Partial<MentionDraft> = {}) =>
  aDraft(minute, { externalId: `${outlet} ${minute}`, url: null, outlet, title, text: "", ...parts });

/** For tests: a post of the public. */
export const aPost = (minute: number, author: string, text: string) =>
  aHeadline(minute, "X", "", { channel: "x", author, text });

/** For tests: a bridge that falls, as press and public tell it, and the price of chilli. */
export const bridge = [
  aPost(0, "@saksi_kenanga", "jembatan kenanga ambruk barusan, banjir bandang gede banget"),
  aHeadline(25, "Harian Melati", "Jembatan Kenanga Ambruk Diterjang Banjir Bandang"),
  aHeadline(40, "Warta Kota", "Jembatan Kenanga Ambruk, Lima Kendaraan Tercebur"),
  aHeadline(200, "Harian Melati", "Bupati Tinjau Jembatan Kenanga yang Ambruk"),
];
export const chilli = [
  aHeadline(10, "Kantor Berita", "Harga Cabai di Pasar Induk Turun Tajam"),
  aHeadline(60, "Niaga", "Petani Keluhkan Harga Cabai yang Turun Tajam"),
];

/** For tests: stores mentions and queues them as the comparison's event does. @returns their ids */
export async function storeForStories(
  db: Db,
  workspaceId: string,
  drafts: readonly MentionDraft[],
): Promise<string[]> {
  const { ids } = await storeMentions(db, workspaceId, drafts, receivedAt);
  await storyQueue.add(db, workspaceId, ids);
  return ids;
}

/** For tests: places whatever waits. @returns how many */
export const groupAll = (db: Db, workspaceId: string, memory = makeStoryMemory()): Promise<number> =>
  groupStories({ db, memory, now: () => receivedAt }, workspaceId, new AbortController().signal);
