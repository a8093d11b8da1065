export type WorkspaceSettingTable = {
  workspace_id: string;
  is_sandboxed: boolean;
  sandboxed_at: Date | null;
  sandboxed_by_name: string | null;
};

export type PracticePostTable = {
  account_id: string;
  mark: string;
  text: string;
  written_at: Date;
  removed_at: Date | null;
};
