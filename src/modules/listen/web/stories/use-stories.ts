import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "#web/desk-clock.ts";
import { showToast } from "#web/kit/toasts.tsx";
import type { StoryVerdictInput } from "../../contract/story.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useAttempt } from "../use-attempt.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";

export const storySpans = ["1", "3", "7", "30"] as const;
export const storySorts = ["size", "growth", "newest"] as const;
export type StorySort = (typeof storySorts)[number];

const hourMs = 3_600_000;
const usualSpan = "3";
export const storiesOnPage = 30;

/** The address of a story's page. */
export const storyPath = (id: string): string => `/cerita/${id}`;

/** The query that finds a story's mentions in the stream. */
export const storyQuery = (id: string): string => `story:${id}`;

/** What the address of the list asks for, and how it is changed. */
export function useStoryAddress() {
  const address = useAddress();
  const go = useGo();
  const days = storySpans.find((span) => span === address["hari"]) ?? usualSpan;
  const sort: StorySort = storySorts.find((one) => one === address["urut"]) ?? "size";
  const words = address["kata"] ?? "";
  const skip = Math.max(0, Number.parseInt(address["mulai"] ?? "0", 10) || 0);
  const hour = Math.floor(useNow(60_000) / hourMs);
  const asOf = Date.parse(address["sampai"] ?? "");
  const period = useMemo(() => {
    // Up to a time of the past where the address names one, as the sample's days need.
    const until = Number.isNaN(asOf) ? (hour + 1) * hourMs : asOf;
    return {
      from: new Date(until - Number(days) * 24 * hourMs).toISOString(),
      until: new Date(until).toISOString(),
    };
  }, [hour, days, asOf]);
  const change = (wanted: Partial<Record<"hari" | "urut" | "kata" | "mulai" | "sampai", string>>) => {
    const now = { hari: days as string, urut: sort as string, kata: words, sampai: address["sampai"] ?? "" };
    const next = { ...now, mulai: "0", ...wanted };
    go(
      "/cerita",
      {
        hari: next.hari === usualSpan ? undefined : next.hari,
        urut: next.urut === "size" ? undefined : next.urut,
        kata: next.kata === "" ? undefined : next.kata,
        mulai: next.mulai === "0" ? undefined : next.mulai,
        sampai: next.sampai === "" ? undefined : next.sampai,
      },
      true,
    );
  };
  return { days, sort, words, skip, period, isPast: !Number.isNaN(asOf), change };
}

/** Refreshes stories when mentions are placed in them or people decide about them. */
export const useStoriesLive = (): void => useLiveRefresh(["stories"], [listen.queries.stories.key()]);

/** The stories of the period that the address asks for. */
export function useStories(asked: ReturnType<typeof useStoryAddress>) {
  useStoriesLive();
  const { period, sort, words, skip } = asked;
  return useQuery(
    listen.queries.stories.listStories.queryOptions({
      input: { ...period, sort, words, skip, limit: storiesOnPage },
      placeholderData: keepPreviousData,
    }),
  );
}

/** Deciding about a story: shown at once, and offered to be taken back. */
export function useJudgeStory(id: string) {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const { attempt, failure } = useAttempt(() =>
    queries.invalidateQueries({ queryKey: listen.queries.stories.key() }),
  );
  const undo = (decisionId: string) =>
    attempt(() => listen.client.stories.undoStoryDecision({ id: decisionId }));
  const judge = (decision: StoryVerdictInput) =>
    attempt(async () => {
      const { decisionId } = await listen.client.stories.judgeStory({ id, decision });
      showToast({ text: t(`stories.done.${decision.verdict}`), undo: () => void undo(decisionId) });
    });
  return { judge, undo, failure };
}
