import { useMemo } from "react";
import { useNow } from "#web/desk-clock.ts";

/** The stretches of days that pages of figures offer. */
export const spans = ["7", "30", "90"] as const;
export type Period = { from: string; until: string };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The last days until the end of the present hour of the desk's clock. */
export function usePeriod(days: number): Period {
  const hour = Math.floor(useNow(60_000) / hourMs);
  return useMemo(() => {
    const until = (hour + 1) * hourMs;
    return { from: new Date(until - days * dayMs).toISOString(), until: new Date(until).toISOString() };
  }, [hour, days]);
}

/** A query narrowed to a period, as the stream takes it. */
export function queryWithin(query: string, { from, until }: Period): string {
  const minute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
  return `${query} since:${minute(Date.parse(from))} until:${minute(Date.parse(until) - 60_000)}`;
}
