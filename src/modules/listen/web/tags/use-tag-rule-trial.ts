import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseQuery } from "#text/query/parse-query.ts";
import { isProblem } from "#web/api/problem-error.ts";
import type { TagRuleSettings } from "../../contract/tag-rule.ts";
import { listen } from "../listen-api.ts";
import type { MonitorTrial } from "../monitors/use-monitor-trial.ts";

const pauseMs = 350;

type Tried = Pick<TagRuleSettings, "monitorId" | "q" | "exclude" | "tag">;

/** What a rule that is being written would tag, a moment after the last key: of the last days, and of everything. */
export function useTagRuleTrial(tried: Tried, days: number) {
  const [late] = useDebouncedValue(tried, pauseMs);
  const isReadable =
    late.monitorId !== null || (late.q.trim() !== "" && parseQuery(late.q).ok && parseQuery(late.exclude).ok);
  const options = {
    queryKey: [...listen.queries.tagRules.testTagRule.key(), late, days],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      listen.client.tagRules.testTagRule({ ...late, days }, { signal }),
    enabled: isReadable,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  } as const;
  const past = useQuery(options);
  const query = useQuery({
    ...options,
    select: (test: { days: NonNullable<typeof past.data>["days"] }) => test.days,
  });
  const problem = isReadable && isProblem(past.error) ? past.error : undefined;
  const trial: MonitorTrial = {
    query,
    isReadable,
    isOld: past.isPlaceholderData || JSON.stringify(late) !== JSON.stringify(tried),
    faultOf: (field) => problem?.fields.find((fault) => fault.field === field)?.detail,
  };
  return { trial, past: isReadable ? past.data : undefined };
}
