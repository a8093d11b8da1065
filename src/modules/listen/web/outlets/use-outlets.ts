import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NewReach, VoiceKind } from "../../contract/outlet.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useAttempt } from "../use-attempt.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { type Period, spans, usePeriod } from "../use-period.ts";

export const outletSorts = ["mentions", "ours", "negative", "reach", "silent"] as const;
export type OutletSort = (typeof outletSorts)[number];
export const outletsOnPage = 30;

type Wanted = Partial<Record<"hari" | "jenis" | "urut" | "kata" | "mulai", string>>;

/** What the address asks for, and how it is changed: days, kind, order, words and place in the list. */
export function useOutletAddress() {
  const address = useAddress();
  const go = useGo();
  const days = spans.find((span) => span === address["hari"]) ?? "30";
  const kind: VoiceKind = address["jenis"] === "account" ? "account" : "outlet";
  const sort = outletSorts.find((one) => one === address["urut"]) ?? "mentions";
  const words = address["kata"] ?? "";
  const skip = Math.max(0, Number.parseInt(address["mulai"] ?? "0", 10) || 0);
  const period = usePeriod(Number(days));
  const change = (wanted: Wanted, to = "/media") => {
    // Whoever asks for something else begins at the top.
    const now = { hari: days, jenis: kind, urut: sort, kata: words, mulai: "0" };
    const usual = { hari: "30", jenis: "outlet", urut: "mentions", kata: "", mulai: "0" };
    const next: Record<string, string | undefined> = { ...now, ...wanted };
    for (const [name, value] of Object.entries(usual)) if (next[name] === value) next[name] = undefined;
    go(to, next, true);
  };
  return { days, kind, sort, words, skip, period, change };
}

const useOutletsLive = (): void => useLiveRefresh(["mentions", "analysis"], [listen.queries.outlets.key()]);

/** Who said most. */
export function useOutlets(input: {
  period: Period;
  kind: VoiceKind;
  sort: OutletSort;
  words: string;
  skip: number;
}) {
  useOutletsLive();
  const { period, ...rest } = input;
  return useQuery(
    listen.queries.outlets.listOutlets.queryOptions({
      input: { ...period, ...rest, limit: outletsOnPage },
      placeholderData: keepPreviousData,
    }),
  );
}

/** One outlet or account. */
export function useOutlet(input: { kind: VoiceKind; key: string; period: Period }) {
  useOutletsLive();
  const { period, ...voice } = input;
  return useQuery(
    listen.queries.outlets.getOutlet.queryOptions({
      input: { ...voice, ...period },
      placeholderData: keepPreviousData,
    }),
  );
}

/** What people keep of an outlet or account. Each act says whether it was done; `failure` says why not. */
export function useOutletActs(voice: { kind: VoiceKind; key: string }) {
  const queries = useQueryClient();
  const { attempt, failure } = useAttempt(() =>
    queries.invalidateQueries({ queryKey: listen.queries.outlets.key() }),
  );
  return {
    failure,
    addReach: (reach: NewReach) => attempt(() => listen.client.outlets.addReach({ ...voice, ...reach })),
    removeReach: (id: string) => attempt(() => listen.client.outlets.removeReach({ id })),
    update: (change: { note?: string; isWatched?: boolean }) =>
      attempt(() => listen.client.outlets.updateOutlet({ ...voice, ...change })),
  };
}
