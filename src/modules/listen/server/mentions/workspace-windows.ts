/** What a process holds in memory of some workspaces at a time; it can always be made again from what is stored. */
export type WorkspaceWindows<W> = {
  window(workspaceId: string): W;
  /** Forgets a workspace's window: what it holds may not have been stored. */
  forget(workspaceId: string): void;
};

/** Holds the windows of `most` workspaces at once; the one that waited longest goes. */
export function makeWorkspaceWindows<W>(most: number, makeWindow: () => W): WorkspaceWindows<W> {
  const windows = new Map<string, W>();
  return {
    window(workspaceId) {
      const window = windows.get(workspaceId) ?? makeWindow();
      windows.delete(workspaceId);
      windows.set(workspaceId, window);
      const [oldest] = windows.keys();
      if (windows.size > most && oldest !== undefined) windows.delete(oldest);
      return window;
    },
    forget: (workspaceId) => void windows.delete(workspaceId),
  };
}
