import type { ColumnType } from "kysely";
import type { DeclarationRole } from "../../contract/register.ts";

export type DeclarationTable = {
  id: string;
  workspace_id: string;
  account_id: string | null;
  network: string;
  handle: string;
  url: string | null;
  role: DeclarationRole;
  owner_member_id: string;
  backup_member_id: string | null;
  /** The driver reads a date as midnight in the machine's zone: ask for it as text. */
  recovery_checked_on: ColumnType<Date | null, string | null, string | null>;
  disclosure: string;
  declared_at: Date;
  declared_by_name: string;
  withdrawn_at: Date | null;
  withdrawn_by_name: string | null;
};
