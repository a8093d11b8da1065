import { useQuery } from "@tanstack/react-query";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { type Period, usePeriod } from "../use-period.ts";

export const networkSpans = ["1", "7", "30"] as const;
const usualSpan = "7";
/** How often it is asked how far a network is. Milliseconds. */
const askEveryMs = 1_000;

/** What the address asks for, and how it is changed: days and query. */
export function useNetworkAddress() {
  const address = useAddress();
  const go = useGo();
  const days = networkSpans.find((span) => span === address["hari"]) ?? usualSpan;
  const q = address["q"] ?? "";
  const period = usePeriod(Number(days));
  const change = (wanted: { hari?: string; q?: string }) => {
    const next = { hari: days as string, q, ...wanted };
    go(
      "/jejaring",
      { hari: next.hari === usualSpan ? undefined : next.hari, q: next.q === "" ? undefined : next.q },
      true,
    );
  };
  return { days, q, period, change };
}

/** Has a network made, and gives it with how far it is until it is there. */
export function useNetwork({ period, q, most }: { period: Period; q: string; most: number }) {
  const settings = { ...period, q, most };
  const asked = useQuery({
    queryKey: [...listen.queries.network.key(), "ask", settings],
    queryFn: () => listen.client.network.askNetwork(settings),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const network = useQuery(
    listen.queries.network.getNetwork.queryOptions({
      input: { id: asked.data?.id ?? "" },
      enabled: asked.data !== undefined,
      refetchInterval: (query) => (query.state.data?.state === "waiting" ? askEveryMs : false),
    }),
  );
  return { asked, network };
}
