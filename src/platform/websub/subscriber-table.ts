import type { Generated, Selectable } from "kysely";

export type FeedSubscriberTable = {
  id: string;
  workspace_id: string;
  topic: string;
  callback: string;
  host: string;
  secret: string | null;
  leased_until: Date;
  created_at: Date;
  failures: Generated<number>;
  delivered_at: Date | null;
  delivered_hash: string | null;
};

export type FeedSubscriberRow = Selectable<FeedSubscriberTable>;

export type FeedPingTable = {
  topic: string;
  workspace_id: string;
  hub: string;
  pinged_at: Date;
  status: number | null;
};
