import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import { AlertRule, alertLevel, alertPace, mostRules } from "./alert-rule.ts";
import { spikeKind } from "./events.ts";
import { channel } from "./mentions.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["alerts"];

/** A minute of the day in the office's zone. */
const minuteOfDay = z.number().int().min(0).max(1439);

/** How somebody wants to be told. */
export const AlertHabits = z.object({
  /** From when until when nothing is sent; both null for never. Past midnight where it begins later than it ends. */
  quietFrom: minuteOfDay.nullable().default(null),
  quietUntil: minuteOfDay.nullable().default(null),
  urgentBreaksThrough: z.boolean().default(true),
  /** When the daily digest goes. */
  digestAt: minuteOfDay.default(390),
  /** An urgent alert that is unread after so many minutes goes to a colleague; null for never. */
  escalateAfter: z.number().int().min(5).max(1440).nullable().default(null),
  escalateTo: id.nullable().default(null),
});
export type AlertHabits = z.infer<typeof AlertHabits>;

export const AlertReceiver = z.object({
  id,
  kind: z.enum(["webhook", "telegram", "push"]),
  name: z.string(),
  /** The address of a webhook or of a browser at its push service, or the number of a Telegram chat. */
  address: z.string(),
  createdAt: instant,
  /** When a test message last arrived; nothing else is sent before. */
  verifiedAt: instant.nullable(),
  /** Failures in a row. */
  failures: z.number(),
  /** Nothing is tried before this, after failures in a row. */
  pausedUntil: instant.nullable(),
});
export type AlertReceiver = z.infer<typeof AlertReceiver>;

/** A browser that is told nothing more although nobody removed it: its push service forgot it, or it was signed out. */
export const LostBrowser = z.object({
  id,
  name: z.string(),
  reason: z.enum(["gone", "signed_out"]),
  endedAt: instant,
});
export type LostBrowser = z.infer<typeof LostBrowser>;

/** What a browser gives of its push subscription (https://www.w3.org/TR/push-api/): where, and its two keys. */
export const PushBrowser = z.object({
  name: z.string().trim().min(1).max(80),
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  /** Its public key, a point on P-256, and its shared secret of 16 bytes; base64url. */
  p256dh: z.string().regex(/^[\w-]{87}=?$/),
  auth: z.string().regex(/^[\w-]{22}={0,2}$/),
});
export type PushBrowser = z.infer<typeof PushBrowser>;

const settings = AlertHabits.extend({ rules: z.array(AlertRule).max(mostRules) });

/** A rule with what its story or name is called now. */
const shownRule = AlertRule.extend({ subjectName: shownWords.nullable() });
export type ShownAlertRule = z.infer<typeof shownRule>;

export const AlertSettings = settings.extend({
  rules: z.array(shownRule),
  mailAddress: z.string(),
  mailVerifiedAt: instant.nullable(),
  /** Whether mail leaves this machine, or is only kept to be looked at. */
  isMailSent: z.boolean(),
  receivers: z.array(AlertReceiver),
  lostBrowsers: z.array(LostBrowser),
  colleagues: z.array(z.object({ id, name: z.string() })),
});
export type AlertSettings = z.infer<typeof AlertSettings>;
export type SentAlertSettings = z.input<typeof AlertSettings>;

/** What happened with one story, group of copies or mention since somebody was last told of it. */
export const Alert = z.object({
  id,
  level: alertLevel,
  pace: alertPace,
  /** The monitors that found it. */
  monitors: z.array(z.object({ id, name: z.string() })),
  /** 1 for the first of what goes on, 2 for the next … */
  number: z.number(),
  /** New with this one, and in all so far. */
  mentions: z.number(),
  outlets: z.number(),
  totalMentions: z.number(),
  totalOutlets: z.number(),
  negative: z.number(),
  /** Channels that carry it for the first time, in a later alert. */
  newChannels: z.array(channel),
  lead: z
    .object({
      id,
      title: shownWords,
      outlet: z.string(),
      channel,
      url: shownWords.nullable(),
      publishedAt: instant,
    })
    .nullable(),
  /** The story that it goes on in, where that is more than the mention. */
  storyId: id.nullable(),
  /** A spike that it tells of, instead of mentions. */
  spike: z
    .object({
      id,
      kind: spikeKind,
      /** The story or name that spikes; empty for a monitor and the stream. */
      name: shownWords,
      /** The count of which they were told before, where it has grown since. */
      grownFrom: z.number().nullable(),
      minutes: z.number(),
      count: z.number(),
      expected: z.number(),
      voices: z.array(shownWords),
      words: z.array(shownWords),
    })
    .nullable(),
  at: instant,
  /** When it is told, or was. */
  dueAt: instant,
  readAt: instant.nullable(),
  snoozedUntil: instant.nullable(),
  /** The colleague to whom it was handed on, or from whom it came. */
  escalatedTo: z.string().nullable(),
  escalatedFrom: z.string().nullable(),
  told: z.array(z.object({ by: z.string(), state: z.enum(["held", "waiting", "sent", "failed"]) })),
});
export type Alert = z.infer<typeof Alert>;

export const AlertMessage = z.object({
  id,
  receiverName: z.string(),
  kind: z.enum(["mail", "webhook", "telegram", "push"]),
  reason: z.enum(["single", "digest", "held", "flood", "test"]),
  alerts: z.number(),
  mentions: z.number(),
  state: z.enum(["waiting", "sending", "sent", "failed"]),
  createdAt: instant,
  sentAt: instant.nullable(),
  nextTryAt: instant.nullable(),
  attempts: z.array(
    z.object({
      at: instant,
      tookMs: z.number(),
      status: z.number().nullable(),
      error: z.string().nullable(),
    }),
  ),
});
export type AlertMessage = z.infer<typeof AlertMessage>;

const tested = z.object({ isArrived: z.boolean(), detail: z.string().nullable() });

export const alertContract = {
  listAlerts: operation("mentions.read")
    .route({ method: "GET", path: "/listen/alerts", tags, summary: "What you were told of, newest first" })
    .input(z.object({ ...pageInput, isUnread: z.stringbool().optional() }))
    .output(pageOf(Alert).extend({ unread: z.number() })),
  markAlertsRead: operation("mentions.read")
    .route({ method: "POST", path: "/listen/alerts/read", tags, summary: "Mark alerts as read by you" })
    .input(z.object({ ids: z.array(id).min(1).max(200).or(z.literal("all")) }))
    .output(z.object({ unread: z.number() })),
  snoozeAlert: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/alerts/{id}/snooze",
      tags,
      summary: "Hear nothing more of what an alert is about for some hours",
    })
    .input(z.object({ id, hours: z.number().int().min(0).max(168) }))
    .output(z.object({ snoozedUntil: instant.nullable() })),
  getAlertSettings: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/alert-settings",
      tags,
      summary: "Of what you are told, when and how",
    })
    .output(AlertSettings),
  updateAlertSettings: operation("mentions.read")
    .route({ method: "PUT", path: "/listen/alert-settings", tags, summary: "Decide of what you are told" })
    .input(settings)
    .output(AlertSettings),
  createAlertReceiver: operation("monitors.manage", { isCreate: true, isShownOnce: true })
    .route({
      method: "POST",
      path: "/listen/alert-receivers",
      tags,
      summary: "Add a signed webhook or a Telegram chat of yours",
      successStatus: 201,
    })
    .input(
      z.discriminatedUnion("kind", [
        z.object({
          kind: z.literal("webhook"),
          name: z.string().trim().min(1).max(80),
          address: z.url({ protocol: /^https?$/ }).max(2000),
        }),
        z.object({
          kind: z.literal("telegram"),
          name: z.string().trim().min(1).max(80),
          /** The number of the chat, or the name of a channel. */
          address: z
            .string()
            .trim()
            .regex(/^(?:-?\d{1,20}|@\w{4,40})$/),
          /** The bot's token, from BotFather. */
          token: z
            .string()
            .trim()
            .regex(/^\d{5,20}:[\w-]{30,60}$/),
        }),
      ]),
    )
    .output(AlertReceiver.extend({ secret: z.string().nullable() })),
  removeAlertReceiver: operation("monitors.manage")
    .route({
      method: "DELETE",
      path: "/listen/alert-receivers/{id}",
      tags,
      summary: "Remove a webhook or a Telegram chat of yours",
      successStatus: 204,
    })
    .input(z.object({ id })),
  getPushKey: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/push-key",
      tags,
      summary: "The desk's public key, for which a browser subscribes to push messages (RFC 8292)",
    })
    .output(z.object({ publicKey: z.string() })),
  createPushBrowser: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/push-browsers",
      tags,
      summary: "Have a browser of yours show alerts; the same browser again is renewed",
    })
    .input(PushBrowser)
    .output(AlertReceiver),
  removePushBrowser: operation("mentions.read")
    .route({
      method: "DELETE",
      path: "/listen/push-browsers/{id}",
      tags,
      summary: "Have a browser of yours show no more alerts",
      successStatus: 204,
    })
    .input(z.object({ id })),
  testAlertChannel: operation("mentions.read")
    .route({ method: "POST", path: "/listen/alert-test", tags, summary: "Send yourself a test message" })
    .input(z.object({ to: z.literal("mail").or(id) }))
    .output(tested),
  listAlertMessages: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/alert-messages",
      tags,
      summary: "What was sent to you outside the desk, with every attempt, newest first",
    })
    .input(z.object({ ...pageInput, receiverId: id.optional() }))
    .output(pageOf(AlertMessage)),
  resendAlertMessage: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/alert-messages/{id}/resend",
      tags,
      summary: "Send a message once more, under the same number",
    })
    .input(z.object({ id }))
    .output(z.object({ state: z.literal("waiting") })),
};
