import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLive } from "#web/api/live.ts";
import { useMay } from "#web/api/session.ts";
import { accounts } from "../accounts-api.ts";

/** What the brake holds and held; hears at once when that changes. */
export function useHolds() {
  const queries = useQueryClient();
  const mayRead = useMay("accounts.read");
  useLive(({ type }) => {
    if (type === "holds") void queries.invalidateQueries({ queryKey: accounts.queries.listHolds.key() });
  });
  return useQuery(
    accounts.queries.listHolds.queryOptions({ enabled: mayRead, staleTime: 30_000, refetchInterval: 60_000 }),
  );
}
