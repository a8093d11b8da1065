import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Monitor, MonitorSettings } from "../../contract/monitor.ts";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";

/** The monitors of the workspace with what they found lately; they follow the live stream. */
export function useMonitors() {
  useLiveRefresh(["monitor", "mentions", "analysis"], [listen.queries.monitors.listMonitors.key()]);
  return useQuery(listen.queries.monitors.listMonitors.queryOptions());
}

/** What can be done with a monitor; every list and figure follows. */
export function useMonitorActs() {
  const queries = useQueryClient();
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: listen.queries.monitors.key() }),
      queries.invalidateQueries({ queryKey: listen.queries.mentions.key() }),
    ]);
  };
  return {
    create: async (settings: MonitorSettings): Promise<Monitor> => {
      const made = await listen.client.monitors.createMonitor(settings);
      await refresh();
      return made;
    },
    /** Writes the settings of a monitor as it was read; refused when somebody else has written since. */
    update: async (
      monitor: Pick<Monitor, "id" | "revision">,
      settings: MonitorSettings,
    ): Promise<Monitor> => {
      const { id, revision } = monitor;
      const written = await listen.client.monitors.updateMonitor({ ...settings, id, revision });
      await refresh();
      return written;
    },
    remove: async (id: string): Promise<void> => {
      await listen.client.monitors.removeMonitor({ id });
      await refresh();
    },
  };
}

/** What people decide about a monitor, without what the desk knows of it. */
export const settingsOf = (monitor: Monitor): MonitorSettings => ({
  name: monitor.name,
  folder: monitor.folder,
  colour: monitor.colour,
  kind: monitor.kind,
  q: monitor.q,
  exclude: monitor.exclude,
  ownerId: monitor.ownerId,
  receiverIds: monitor.receiverIds,
  state: monitor.state,
});

/** The query that finds in the stream what a monitor finds. */
export const queryOfMonitor = (name: string): string => `monitor:"${name.replaceAll('"', "")}"`;
