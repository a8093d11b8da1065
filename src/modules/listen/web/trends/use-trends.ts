import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNow } from "#web/desk-clock.ts";
import type { TrendKind } from "../../contract/trend.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";

export const paces = ["fast", "slow"] as const;
export const kinds: readonly TrendKind[] = ["word", "hashtag", "person", "organisation", "place"];
/** Hours that a trend rises in, and days that it grows over. */
export const hoursChoices = ["6", "24", "168", "720"] as const;
export const daysChoices = ["14", "42", "92"] as const;
/** What is compared with: the four weeks before, the same span just before, or the same span a week earlier. */
export const bases = ["weeks", "before", "last_week"] as const;
export type Base = (typeof bases)[number];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const usual = { laju: "fast", jenis: "word", jam: "24", hari: "42", banding: "weeks", q: "" } as const;

const oneOf = <V extends string>(values: readonly V[], asked: string | undefined, otherwise: V): V =>
  values.find((value) => value === asked) ?? otherwise;

/** What the address asks for, and how it is changed. */
export function useTrendAddress() {
  const address = useAddress();
  const go = useGo();
  const wanted = {
    laju: oneOf(paces, address["laju"], usual.laju),
    jenis: oneOf(kinds, address["jenis"], usual.jenis),
    jam: oneOf(hoursChoices, address["jam"], usual.jam),
    hari: oneOf(daysChoices, address["hari"], usual.hari),
    banding: oneOf(bases, address["banding"], usual.banding),
    q: address["q"] ?? "",
  };
  return {
    ...wanted,
    change: (parts: Partial<Record<keyof typeof wanted, string>>) => {
      const next: Record<string, string> = { ...wanted, ...parts };
      const said = Object.entries(next).filter(
        ([name, value]) => value !== usual[name as keyof typeof usual] && value !== "",
      );
      go("/tren", Object.fromEntries(said), true);
    },
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** The hours up to the end of the present one of the desk's clock, and the time that they are compared with. */
function useSpans(hours: number, base: Base) {
  const hour = Math.floor(useNow(60_000) / hourMs);
  return useMemo(() => {
    const until = (hour + 1) * hourMs;
    const length = hours * hourMs;
    const from = until - length;
    const weeks = Math.max(28 * dayMs, length);
    const before = {
      weeks: { baseFrom: from - weeks, baseUntil: from },
      before: { baseFrom: from - length, baseUntil: from },
      last_week: {
        baseFrom: Math.min(from - 7 * dayMs, from - length),
        baseUntil: Math.min(until - 7 * dayMs, from),
      },
    }[base];
    return {
      from: iso(from),
      until: iso(until),
      baseFrom: iso(before.baseFrom),
      baseUntil: iso(before.baseUntil),
      hours: base === "weeks" && length < dayMs ? ("same" as const) : ("all" as const),
    };
  }, [hour, hours, base]);
}

/** What rises in the last hours. */
export function useTrends(
  input: { hours: number; base: Base; kind: TrendKind; q: string },
  isWanted: boolean,
) {
  const { hours, base, kind, q } = input;
  const spans = useSpans(hours, base);
  useLiveRefresh(["mentions", "analysis"], [listen.queries.trends.key()], 20_000);
  const query = useQuery({
    ...listen.queries.trends.listTrends.queryOptions({
      input: { ...spans, kind, q, limit: 25 },
      placeholderData: keepPreviousData,
      retry: false,
    }),
    enabled: isWanted,
  });
  return { query, spans };
}

/** What grows slowly over the last days. */
export function useSlowTrends(input: { days: number; kind: TrendKind; q: string }, isWanted: boolean) {
  const hour = Math.floor(useNow(60_000) / hourMs);
  const until = iso((hour + 1) * hourMs);
  return useQuery({
    ...listen.queries.trends.listSlowTrends.queryOptions({
      input: { until, ...input, limit: 20 },
      placeholderData: keepPreviousData,
      retry: false,
    }),
    enabled: isWanted,
  });
}
