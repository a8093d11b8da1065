import { z } from "zod";
import type { Db, Tx } from "#platform/db/database.ts";
import { readSetting, writeSetting } from "#platform/workspaces/workspace-setting.ts";

const key = "accounts.feeds";

const shape = z.object({
  isOn: z.boolean(),
  outsideHub: z.string().nullable(),
  changedAt: z.coerce.date(),
});

export interface FeedSettings {
  readonly isOn: boolean;
  readonly outsideHub: string | null;
  /** Null where nobody has set anything. */
  readonly changedAt: Date | null;
}

/** Feeds are off until an admin switches them on: what the office publishes, and where, is its own decision. */
export const readFeedSettings = async (db: Db | Tx, workspaceId: string): Promise<FeedSettings> =>
  (await readSetting(db, workspaceId, key, shape)) ?? { isOn: false, outsideHub: null, changedAt: null };

export const writeFeedSettings = (
  tx: Tx,
  workspaceId: string,
  settings: { isOn: boolean; outsideHub: string | null },
  at: Date,
): Promise<void> => writeSetting(tx, workspaceId, key, { ...settings, changedAt: at.toISOString() }, at);
