import { invalidField } from "#shared/app-error.ts";
import { type BriefKind, type BriefQuestion, longestBriefDays } from "../../contract/brief.ts";

/** A monitor as a brief knows it. */
export type BriefMonitor = { id: string; name: string; kind: "ours" | "peer" | "topic"; isOn: boolean };

/** One of the two that are compared: what these monitors find from an instant until before another. */
export type BriefSide = { monitors: readonly BriefMonitor[]; from: Date; until: Date };

export type BriefSides = { kind: BriefKind; now: BriefSide; before: BriefSide };

/** Nobody reads of more on one page; those of our own body come first. */
const mostMonitors = 50;
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/** Both ends as whole minutes, which is how the query language writes them. */
const wholeMinute = (at: string): Date => new Date(Math.floor(Date.parse(at) / minuteMs) * minuteMs);

/**
 * Reads what is compared out of a question: two choices of monitors in one period, two periods, or a period and the one
 * just before it.
 * @param monitors all of the workspace that are not removed
 * @throws AppError `invalid` that names the field at fault
 */
export function readSides(
  question: Omit<BriefQuestion, "language">,
  monitors: readonly BriefMonitor[],
): BriefSides {
  const { from, until, otherFrom, otherUntil } = question;
  const chosen = chooseMonitors("monitorIds", question.monitorIds, monitors);
  const now = { monitors: chosen, ...readPeriod("until", from, until) };
  if (question.otherIds !== undefined)
    return {
      kind: "monitors",
      now,
      before: { ...now, monitors: chooseMonitors("otherIds", question.otherIds, monitors) },
    };
  if (otherFrom !== undefined && otherUntil !== undefined)
    return {
      kind: "periods",
      now,
      before: { monitors: chosen, ...readPeriod("otherUntil", otherFrom, otherUntil) },
    };
  return { kind: "day", now, before: justBefore(now) };
}

/** The same monitors in the time of equal length that ended when this one began. */
export const justBefore = (side: BriefSide): BriefSide => ({
  monitors: side.monitors,
  from: new Date(2 * side.from.getTime() - side.until.getTime()),
  until: side.from,
});

function readPeriod(field: string, from: string, until: string): { from: Date; until: Date } {
  const period = { from: wholeMinute(from), until: wholeMinute(until) };
  const length = period.until.getTime() - period.from.getTime();
  if (length <= 0) throw invalidField(field, "brief.no_time");
  if (length > longestBriefDays * dayMs)
    throw invalidField(field, "brief.too_long", { maximum: longestBriefDays });
  return period;
}

function chooseMonitors(
  field: string,
  asked: string | undefined,
  monitors: readonly BriefMonitor[],
): readonly BriefMonitor[] {
  if (asked === undefined) {
    const on = monitors.filter(({ isOn }) => isOn);
    return on
      .toSorted((a, b) => Number(b.kind === "ours") - Number(a.kind === "ours"))
      .slice(0, mostMonitors);
  }
  return [...new Set(asked.split(","))].map((id) => {
    const monitor = monitors.find((one) => one.id === id);
    if (!monitor) throw invalidField(field, "clipping.no_monitor");
    return monitor;
  });
}

const quoted = (name: string): string => `"${name.replaceAll('"', "")}"`;

/** Finds in the stream what monitors of a side found in its time; `more` narrows it. */
export function queryOf({ monitors, from, until }: BriefSide, more = ""): string {
  if (monitors.length === 0) return "";
  const names = monitors.map(({ name }) => quoted(name));
  const minute = (at: Date): string => `${at.toISOString().slice(0, 16)}Z`;
  return [
    names.length === 1 ? `monitor:${names[0] ?? ""}` : `monitor:(${names.join(" OR ")})`,
    more,
    `since:${minute(from)}`,
    `until:${minute(new Date(until.getTime() - minuteMs))}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Where the desk shows what a query finds. */
export const streamPath = (query: string): string => `/aliran?q=${encodeURIComponent(query)}`;

/** Length of a bar of the chart. Hours. */
export const barHours = ({ from, until }: BriefSide): number =>
  until.getTime() - from.getTime() <= 3 * dayMs ? 1 : until.getTime() - from.getTime() <= 14 * dayMs ? 6 : 24;
