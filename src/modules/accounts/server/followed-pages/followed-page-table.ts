import type { Selectable } from "kysely";
import type { PageState } from "../../contract/followed-pages.ts";

export type FollowedPageTable = {
  statement_id: string;
  workspace_id: string;
  url: string;
  state: PageState;
  since: Date;
  looks: number;
  misses: number;
  looked_at: Date | null;
  next_look_at: Date | null;
};

export type FollowedPageRow = Selectable<FollowedPageTable>;
