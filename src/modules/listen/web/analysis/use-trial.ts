import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listen } from "../listen-api.ts";

const pauseMs = 400;

/**
 * What the engine says of a text that is being typed, a moment after the last key. The answer carries the text it was
 * given for: its places are places of that one.
 */
export function useTrial(text: string) {
  const [late] = useDebouncedValue(text, pauseMs);
  const isEmpty = text.trim() === "";
  const query = useQuery({
    queryKey: [...listen.queries.analysis.tryText.key(), late],
    queryFn: async ({ signal }) => ({
      text: late,
      trial: await listen.client.analysis.tryText({ text: late }, { signal }),
    }),
    enabled: late.trim() !== "" && !isEmpty,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
  return { query, isEmpty, isOld: query.data !== undefined && query.data.text !== text };
}
export type Tried = NonNullable<ReturnType<typeof useTrial>["query"]["data"]>;
