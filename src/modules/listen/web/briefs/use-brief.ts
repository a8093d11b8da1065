import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Zone } from "#shared/ids.ts";
import { useZone } from "#web/api/session.ts";
import type { BriefQuestion } from "../../contract/brief.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { usePeriod } from "../use-period.ts";

export const briefSpans = ["1", "7", "30"] as const;
export const comparisons = ["before", "period", "monitors"] as const;
export type Comparison = (typeof comparisons)[number];

/** What the address asks for: `dari` and `sampai` are whole days of the office, both included. */
const names = ["hari", "banding", "dari", "sampai", "dari2", "sampai2", "monitorIds", "otherIds"] as const;
export type BriefAddress = Partial<Record<(typeof names)[number], string>>;

const offsets: Record<Zone, string> = {
  "Asia/Jakarta": "+07:00",
  "Asia/Makassar": "+08:00",
  "Asia/Jayapura": "+09:00",
};
const dayMs = 86_400_000;

/** Whole days of the office, both included, as instants; undefined while one is missing or they are the wrong way round. */
function periodOf(first: string | undefined, last: string | undefined, zone: Zone) {
  const at = (day: string | undefined): number => Date.parse(`${day ?? ""}T00:00:00${offsets[zone]}`);
  const [from, until] = [at(first), at(last) + dayMs];
  if (Number.isNaN(from) || Number.isNaN(until) || until <= from) return undefined;
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}

/** The brief that the address asks for, and how the address is changed. */
export function useBriefAddress() {
  const address = useAddress();
  const go = useGo();
  const zone = useZone();
  const { i18n } = useTranslation("listen");
  const days = briefSpans.find((span) => span === address["hari"]) ?? "1";
  const latest = usePeriod(Number(days));
  const chosen = periodOf(address["dari"], address["sampai"], zone);
  // As a mail has it, to the minute.
  const exact =
    address["from"] !== undefined && address["until"] !== undefined
      ? { from: address["from"], until: address["until"] }
      : undefined;
  const other = periodOf(address["dari2"], address["sampai2"], zone);
  const exactOther =
    address["otherFrom"] !== undefined && address["otherUntil"] !== undefined
      ? { from: address["otherFrom"], until: address["otherUntil"] }
      : undefined;
  const comparison: Comparison =
    address["otherIds"] !== undefined || address["banding"] === "monitors"
      ? "monitors"
      : address["banding"] === "period" || exactOther
        ? "period"
        : "before";
  const beside = comparison === "period" ? (other ?? exactOther) : undefined;
  const question: BriefQuestion = {
    ...(chosen ?? exact ?? latest),
    ...(address["monitorIds"] ? { monitorIds: address["monitorIds"] } : {}),
    ...(beside ? { otherFrom: beside.from, otherUntil: beside.until } : {}),
    ...(comparison === "monitors" && address["otherIds"] ? { otherIds: address["otherIds"] } : {}),
    language: i18n.language === "en" ? "en" : "id",
  };
  const asked: BriefAddress = Object.fromEntries(names.map((name) => [name, address[name]]));
  return {
    question,
    comparison,
    days: chosen || exact ? "own" : days,
    asked,
    change: (wanted: { [name in keyof BriefAddress]: string | undefined }) =>
      go("/taklimat", { ...asked, ...wanted }, true),
  };
}

/** A brief as it is now; it follows what comes in and what people correct. */
export function useBrief(question: BriefQuestion) {
  useLiveRefresh(["mentions", "analysis", "stories"], [listen.queries.briefs.key()]);
  return useQuery(
    listen.queries.briefs.getBrief.queryOptions({ input: question, placeholderData: keepPreviousData }),
  );
}

/** Edits a draft; its page follows. */
export function useEditBrief() {
  const queries = useQueryClient();
  return async (edit: Parameters<typeof listen.client.briefs.editBrief>[0]) => {
    const edited = await listen.client.briefs.editBrief(edit);
    await queries.invalidateQueries({ queryKey: listen.queries.clippings.key() });
    return edited;
  };
}

/** Sends a brief; it stands beside the clippings from then on. */
export function useSendBrief() {
  const queries = useQueryClient();
  return async (order: Parameters<typeof listen.client.briefs.sendBrief>[0]) => {
    const sent = await listen.client.briefs.sendBrief(order);
    await queries.invalidateQueries({ queryKey: listen.queries.clippings.key() });
    return sent;
  };
}
