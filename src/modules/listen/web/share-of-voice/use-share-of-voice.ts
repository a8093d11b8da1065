import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNow } from "#web/desk-clock.ts";
import type { MonitorColour } from "../../contract/monitor.ts";
import type { Voice } from "../../contract/share-of-voice.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";

export const daysChoices = ["1", "7", "30", "90"] as const;
export const copiesChoices = ["each", "once"] as const;
export const topicChoices = ["monitors", "folders"] as const;
export const shapes = ["areas", "bars"] as const;
export const measures = ["count", "share"] as const;

const hourMs = 3_600_000;
const usual = {
  hari: "7",
  salinan: "each",
  topik: "monitors",
  gambar: "areas",
  ukuran: "count",
  siapa: "",
} as const;

const oneOf = <V extends string>(values: readonly V[], asked: string | undefined, otherwise: V): V =>
  values.find((value) => value === asked) ?? otherwise;

/** What the address asks for, and how it is changed. */
export function useShareAddress() {
  const address = useAddress();
  const go = useGo();
  const wanted = {
    hari: oneOf(daysChoices, address["hari"], usual.hari),
    salinan: oneOf(copiesChoices, address["salinan"], usual.salinan),
    topik: oneOf(topicChoices, address["topik"], usual.topik),
    gambar: oneOf(shapes, address["gambar"], usual.gambar),
    ukuran: oneOf(measures, address["ukuran"], usual.ukuran),
    /** Ids of monitors with commas between them; empty for ours and peers. */
    siapa: address["siapa"] ?? "",
  };
  return {
    ...wanted,
    change: (parts: Partial<Record<keyof typeof wanted, string>>) => {
      const next: Record<string, string> = { ...wanted, ...parts };
      const said = Object.entries(next).filter(
        ([name, value]) => value !== usual[name as keyof typeof usual],
      );
      go("/porsi", Object.fromEntries(said), true);
    },
  };
}

/** How much was said of whom in the last days; it follows what comes in and what people correct. */
export function useShareOfVoice(input: {
  days: number;
  monitorIds: string;
  copies: (typeof copiesChoices)[number];
  topics: (typeof topicChoices)[number];
}) {
  const hour = Math.floor(useNow(60_000) / hourMs);
  const { days, ...rest } = input;
  const span = useMemo(() => {
    const until = (hour + 1) * hourMs;
    return {
      from: new Date(until - days * 24 * hourMs).toISOString(),
      until: new Date(until).toISOString(),
    };
  }, [hour, days]);
  useLiveRefresh(["mentions", "analysis", "monitor"], [listen.queries.shareOfVoice.key()], 10_000);
  return useQuery(
    listen.queries.shareOfVoice.getShareOfVoice.queryOptions({
      input: { ...span, ...rest },
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
}

const all: readonly MonitorColour[] = ["1", "2", "3", "4", "5", "6"];

/** A colour for each voice: its own, unless one before it has that already and another is free. */
export function coloursOf(voices: readonly Pick<Voice, "colour">[]): MonitorColour[] {
  const given: MonitorColour[] = [];
  for (const { colour } of voices) {
    const free = all.find((one) => !given.includes(one));
    given.push(given.includes(colour) ? (free ?? colour) : colour);
  }
  return given;
}
