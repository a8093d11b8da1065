import type { z } from "zod";
import type { Zone } from "#shared/ids.ts";
import { timeBound } from "#text/query/time-bound.ts";
import { readTimePoint } from "#text/query/time-point.ts";
import type { ClipDraft } from "../../contract/clips.ts";
import type { Channel } from "../../contract/mentions.ts";

/** What the clip form holds while it is filled in. `publishedAt` is null until something is known. */
export type ClipFields = {
  channel: Channel;
  outlet: string;
  author: string | null;
  title: string;
  text: string;
  url: string;
  publishedAt: string | null;
  timePrecision: "minute" | "day" | null;
  place: string;
  tags: readonly string[];
};

export const emptyClip: ClipFields = {
  channel: "print",
  outlet: "",
  author: null,
  title: "",
  text: "",
  url: "",
  publishedAt: null,
  timePrecision: null,
  place: "",
  tags: [],
};

/** How a place inside what was published is told: the page of a paper, the minute of a broadcast, or not at all. */
export function placeKind(kind: Channel): "page" | "minute" | undefined {
  if (kind === "print") return "page";
  return kind === "tv" || kind === "radio" ? "minute" : undefined;
}

/** What the one who spoke is called: an outlet, an account of a network, or the spot where a note was taken. */
export function outletKind(kind: Channel): "outlet" | "account" | "spot" {
  if (kind === "field") return "spot";
  return accountChannels.has(kind) ? "account" : "outlet";
}

const accountChannels: ReadonlySet<Channel> = new Set([
  "x",
  "facebook",
  "instagram",
  "threads",
  "tiktok",
  "youtube",
  "bluesky",
  "mastodon",
  "telegram",
  "forum",
  "mail",
]);

const titleMaxLength = 120;

/** What people wrote without a headline is called by its first line, cut between words. */
export function titleOf(fields: Pick<ClipFields, "title" | "text">): string {
  const title = fields.title.trim();
  if (title !== "") return title;
  const [line = ""] = fields.text.trim().split("\n");
  if (line.length <= titleMaxLength) return line.trim();
  return `${line.slice(0, titleMaxLength).replace(/\s+\S*$/, "")}…`;
}

/** The instant (ISO 8601) at which the office's wall clock shows `date` and `time`; without a time the day's beginning. */
export function instantOfLocal(date: string, time: string, zone: Zone): string | undefined {
  const point = readTimePoint(time === "" ? date : `${date}T${time}`);
  if (point === null || point.at.unit === "ago" || point.at.unit === "month") return undefined;
  const node = {
    kind: "time",
    field: "since",
    bound: "since",
    at: point.at,
    text: "",
    start: 0,
    end: 0,
  } as const;
  return timeBound(node, { now: new Date(0), zone }).instant.toISOString();
}

/** What is sent, or undefined while something needed is missing. Without a headline the text's first line is one. A clip without a time of day is known to the day. */
export function draftOf(
  fields: ClipFields,
  when: { date: string; time: string },
  attachmentIds: readonly string[],
  zone: Zone,
): z.input<typeof ClipDraft> | undefined {
  const publishedAt = instantOfLocal(when.date, when.time, zone);
  const [outlet, title] = [fields.outlet.trim(), titleOf(fields)];
  if (publishedAt === undefined || outlet === "" || title === "") return undefined;
  const optional = {
    ...(fields.author?.trim() ? { author: fields.author.trim() } : {}),
    ...(fields.url.trim() === "" ? {} : { url: fields.url.trim() }),
    ...(fields.place.trim() === "" || placeKind(fields.channel) === undefined
      ? {}
      : { place: fields.place.trim() }),
  };
  return {
    channel: fields.channel,
    outlet,
    title,
    text: fields.text,
    publishedAt,
    timePrecision: when.time === "" ? "day" : "minute",
    attachmentIds: [...attachmentIds],
    tags: [...fields.tags],
    ...optional,
  };
}
