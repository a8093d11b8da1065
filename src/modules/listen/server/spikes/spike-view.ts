import type { Zone } from "#shared/ids.ts";
import type { SentSpike } from "../../contract/spike.ts";
import { ownWords, type Veil } from "../personal-data/veil.ts";
import { newsmakerOf } from "./spike-source-of.ts";
import type { SpikeRow } from "./spike-tables.ts";

/** A spike as it is sent. Names of monitors are the office's own words, names of people are those of mentions. */
export const toSpike = (row: SpikeRow, veil: Veil, zone: Zone, now: Date): SentSpike => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  name: row.kind === "newsmaker" || row.kind === "story" ? veil(null).words(row.name) : ownWords(row.name),
  minutes: row.minutes,
  startedAt: row.started_at.toISOString(),
  raised: {
    at: row.raised_at.toISOString(),
    count: row.raised_count,
    expected: row.raised_expected,
    weeks: row.raised_weeks,
  },
  peak: {
    at: row.peak_at.toISOString(),
    count: row.peak_count,
    expected: row.peak_expected,
    weeks: row.peak_weeks,
  },
  endedAt: row.ended_at?.toISOString() ?? null,
  pastHours: row.past_hours,
  verdict: row.verdict,
  query: queryOf(row, zone, now),
});

/** Until when mentions belong to a spike. */
export const spikeEnd = (row: SpikeRow, now: Date): Date => row.ended_at ?? now;

const quoted = (words: string): string => `"${words.replaceAll('"', "")}"`;

function queryOf(row: SpikeRow, zone: Zone, now: Date): string {
  const [kind, key] = newsmakerOf(row.subject);
  const what =
    row.kind === "monitor"
      ? `monitor:${quoted(row.name)} `
      : row.kind === "story"
        ? `story:${row.subject} `
        : kind === "person"
          ? `person:${quoted(key)} `
          : kind === null
            ? ""
            : `org:${quoted(key)} `;
  const end = new Date(spikeEnd(row, now).getTime() + 60_000);
  return `${what}since:${localMinute(row.started_at, zone)} until:${localMinute(end, zone)}`;
}

const hoursAhead: Record<Zone, number> = { "Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9 };

/** `2026-03-17T14:20` on the office's clock. */
const localMinute = (at: Date, zone: Zone): string =>
  new Date(at.getTime() + hoursAhead[zone] * 3_600_000).toISOString().slice(0, 16);
