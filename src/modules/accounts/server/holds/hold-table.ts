import type { Selectable } from "kysely";
import type { HoldScope } from "../../contract/holds.ts";

export type HoldTable = {
  id: string;
  workspace_id: string;
  scope: HoldScope;
  account_id: string | null;
  words: string | null;
  reason: string;
  by_name: string;
  placed_at: Date;
  until: Date | null;
  lifted_at: Date | null;
  lifted_by_name: string | null;
  lift_reason: string | null;
};

export type HoldReleaseTable = {
  hold_id: string;
  statement_id: string;
  workspace_id: string;
  reason: string;
  by_name: string;
  at: Date;
};

export type HoldRow = Selectable<HoldTable>;
