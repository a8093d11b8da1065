import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseQuery } from "#text/query/parse-query.ts";
import { isProblem } from "#web/api/problem-error.ts";
import { listen } from "../listen-api.ts";

const pauseMs = 350;

export type TrialInput = { q: string; exclude: string; id?: string; days: number };

/**
 * What a monitor that is being written would find, a moment after the last key. Queries that are not one are not sent;
 * what the desk has against the others is told by field.
 */
export function useMonitorTrial(input: TrialInput) {
  const [late] = useDebouncedValue(input, pauseMs);
  const isReadable = late.q.trim() !== "" && parseQuery(late.q).ok && parseQuery(late.exclude).ok;
  const query = useQuery({
    queryKey: [...listen.queries.monitors.testMonitor.key(), late],
    queryFn: ({ signal }) => listen.client.monitors.testMonitor(late, { signal }),
    enabled: isReadable,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const problem = isReadable && isProblem(query.error) ? query.error : undefined;
  return {
    query,
    isReadable,
    /** Whether what is shown is still about what was typed before. */
    isOld: query.isPlaceholderData || late.q !== input.q || late.exclude !== input.exclude,
    faultOf: (field: "q" | "exclude") => problem?.fields.find((fault) => fault.field === field)?.detail,
  };
}
export type MonitorTrial = ReturnType<typeof useMonitorTrial>;
