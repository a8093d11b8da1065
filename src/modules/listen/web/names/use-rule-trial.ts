import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listen } from "../listen-api.ts";

const pauseMs = 300;

/** Which rules hold in a text that is being typed, a moment after the last key; the answer carries its text. */
export function useRuleTrial(text: string) {
  const [late] = useDebouncedValue(text, pauseMs);
  const isEmpty = text.trim() === "";
  const query = useQuery({
    queryKey: [...listen.queries.entityRules.tryEntityRules.key(), late],
    queryFn: async ({ signal }) => ({
      text: late,
      names: (await listen.client.entityRules.tryEntityRules({ text: late }, { signal })).names,
    }),
    enabled: late.trim() !== "" && !isEmpty,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
  const names = isEmpty ? [] : (query.data?.names ?? []);
  const fired = new Set(names.flatMap(({ rule }) => (rule === null ? [] : [rule])));
  return { query, isEmpty, fired };
}
export type RuleTrial = ReturnType<typeof useRuleTrial>;
