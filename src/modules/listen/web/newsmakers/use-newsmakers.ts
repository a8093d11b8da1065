import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { showToast } from "#web/kit/toasts.tsx";
import type { NewsmakerKind } from "../../contract/newsmaker.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useAttempt } from "../use-attempt.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { type Period, spans, usePeriod } from "../use-period.ts";

/** What the address asks for, and how it is changed: days, kind, order and query. */
export function useNewsmakerAddress() {
  const address = useAddress();
  const go = useGo();
  const days = spans.find((span) => span === address["hari"]) ?? "7";
  const kind: NewsmakerKind = address["jenis"] === "organisation" ? "organisation" : "person";
  const sort = address["urut"] === "named" ? ("named" as const) : ("quoted" as const);
  const q = address["q"] ?? "";
  const period = usePeriod(Number(days));
  return {
    days,
    kind,
    sort,
    q,
    period,
    change: (to: string, wanted: Partial<Record<"hari" | "jenis" | "urut" | "q", string>>) => {
      const now = { hari: days, jenis: kind, urut: sort, q };
      const { hari, jenis, urut, q: query } = { ...now, ...wanted };
      go(
        to,
        {
          hari: hari === "7" ? undefined : hari,
          jenis: jenis === "person" ? undefined : jenis,
          urut: urut === "quoted" ? undefined : urut,
          q: query === "" ? undefined : query,
        },
        true,
      );
    },
  };
}

/** Refreshes newsmakers when mentions come in or are read. */
export const useNewsmakersLive = (): void =>
  useLiveRefresh(["mentions", "analysis"], [listen.queries.newsmakers.key()]);

/** Who was quoted and named most. */
export function useNewsmakers(input: {
  period: Period;
  q: string;
  kind: NewsmakerKind;
  sort: "quoted" | "named";
}) {
  useNewsmakersLive();
  const { period, ...rest } = input;
  return useQuery(
    listen.queries.newsmakers.listNewsmakers.queryOptions({
      input: { ...period, ...rest, limit: 30 },
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
}

/** Saying that two names are one or are not: shown at once, and offered to be taken back. */
export function useJudgeNewsmaker(kind: NewsmakerKind) {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const { attempt, failure } = useAttempt(() =>
    queries.invalidateQueries({ queryKey: listen.queries.newsmakers.key() }),
  );
  const undo = (id: string) =>
    attempt(async () => {
      await listen.client.newsmakers.undoNewsmakerDecision({ id });
    });
  const judge = (key: string, otherKey: string, verdict: "same" | "apart") =>
    attempt(async () => {
      const { decisionId } = await listen.client.newsmakers.judgeNewsmaker({ kind, key, otherKey, verdict });
      showToast({ text: t(`newsmakers.judged.${verdict}`), undo: () => void undo(decisionId) });
    });
  return { judge, undo, failure };
}
