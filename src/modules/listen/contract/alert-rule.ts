import { z } from "zod";
import { id } from "#shared/ids.ts";
import { followedKind } from "./alert-follow.ts";

/** Most rules, and most receivers, that one person keeps. */
export const mostRules = 200;
export const mostReceivers = 10;

/** urgent: may break through quiet hours and is handed on when nobody reads it. */
export const alertLevel = z.enum(["urgent", "normal"]);
export type AlertLevel = z.infer<typeof alertLevel>;

/** When somebody is told: at once, on the full hour, once a day, or not at all. */
export const alertPace = z.enum(["instant", "hourly", "daily", "off"]);
export type AlertPace = z.infer<typeof alertPace>;

/** Of which news of a monitor somebody is told: of mentions and of spikes, or only when it finds far more than usual. */
export const alertNews = z.enum(["all", "mentions", "spikes"]);

/**
 * What somebody wants to be told of: what one monitor finds, or what any monitor of our own body finds, or any at all; or the
 * spikes of a story, of a name, or of whatever rises that no monitor looks for (`noticed`).
 */
export const AlertRule = z.object({
  scope: z.enum(["monitor", "ours", "any", "noticed", ...followedKind.options]),
  /** With scope `monitor` only. */
  monitorId: id.nullable().default(null),
  /** With scope `story` its id, with scope `newsmaker` "person:<key>" or "organisation:<key>". */
  subject: z.string().max(250).nullable().default(null),
  /** `spikes` where it is of no monitor. */
  news: alertNews.default("all"),
  level: alertLevel.default("normal"),
  pace: alertPace.default("instant"),
  /** Only what is negative in tone. */
  isNegativeOnly: z.boolean().default(false),
  /** Only what is at least this hostile; 0 for all. */
  leastHostility: z.number().int().min(0).max(3).default(0),
  toDesk: z.boolean().default(true),
  toMail: z.boolean().default(false),
  receiverIds: z.array(id).max(mostReceivers).default([]),
});
export type AlertRule = z.infer<typeof AlertRule>;
