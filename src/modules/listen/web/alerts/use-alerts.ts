import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AlertReceiver, AlertSettings } from "../../contract/alert.ts";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";

const keys = listen.queries.alerts;

/** What somebody was told of, in pages; it follows the live stream. */
export function useAlerts(isUnread: boolean) {
  useLiveRefresh(["alerts"], [keys.listAlerts.key()], 1000);
  return useInfiniteQuery(
    keys.listAlerts.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 50,
        ...(isUnread ? { isUnread: "true" } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
}

/** What was sent outside the desk, newest first. */
export function useAlertMessages() {
  useLiveRefresh(["alerts"], [keys.listAlertMessages.key()], 1000);
  return useQuery(keys.listAlertMessages.queryOptions({ input: { limit: 100 }, refetchInterval: 5000 }));
}

export const useAlertSettings = () => useQuery(keys.getAlertSettings.queryOptions());

/** What can be done with alerts; what is shown follows. */
export function useAlertActs() {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: keys.key() });
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    await refresh();
    return done;
  };
  const { client } = listen;
  return {
    markRead: (ids: string[] | "all") => then(client.alerts.markAlertsRead({ ids })),
    snooze: (id: string, hours: number) => then(client.alerts.snoozeAlert({ id, hours })),
    save: (settings: Parameters<typeof client.alerts.updateAlertSettings>[0]): Promise<AlertSettings> =>
      then(client.alerts.updateAlertSettings(settings)),
    follow: (followed: Parameters<typeof client.alerts.updateFollow>[0]) =>
      then(client.alerts.updateFollow(followed)),
    addReceiver: (receiver: Parameters<typeof client.alerts.createAlertReceiver>[0]) =>
      then(client.alerts.createAlertReceiver(receiver)),
    removeReceiver: ({ id, kind }: Pick<AlertReceiver, "id" | "kind">) =>
      then(
        kind === "push" ? client.alerts.removePushBrowser({ id }) : client.alerts.removeAlertReceiver({ id }),
      ),
    test: (to: string) => then(client.alerts.testAlertChannel({ to })),
    resend: (id: string) => then(client.alerts.resendAlertMessage({ id })),
  };
}
