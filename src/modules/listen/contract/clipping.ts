import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant, locale } from "#shared/ids.ts";
import { ToneCounts } from "./analysis.ts";
import { Brief, BriefEditing } from "./brief.ts";
import { mailAddress } from "./mail-address.ts";
import { channel } from "./mentions.ts";
import { shownWords } from "./personal-data.ts";

const tags = ["clippings"];

/** More lines than anybody reads in a morning; what does not fit is counted. */
export const mostClippingItems = 300;
/** Each office has one or two; more are refused. */
export const mostClippingPlans = 50;

const minute = z.number().int().min(0).max(1439);

export const clippingForm = z.enum(["clipping", "brief"]);

/** Everything that people decide about a clipping that comes by itself. */
export const ClippingSettings = z.object({
  name: z.string().trim().min(1).max(80),
  /** Lines of all that was said, or one page of what matters. */
  form: clippingForm.default("clipping"),
  /** From which it is made; their order is that of the sections. */
  monitorIds: z.array(id).min(1).max(50),
  sections: z.enum(["monitor", "folder"]).default("monitor"),
  /** Minute of the day in the office's zone. */
  minute: minute.default(390),
  /** Days of the week: 1 is Monday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  language: locale.default("id"),
  /** A picture that was handed in, for the cover. */
  logoId: id.nullable().default(null),
  /** Members who get it by mail. */
  receiverIds: z.array(id).max(100).default([]),
  /** Others who get it by mail. */
  addresses: z.array(mailAddress).max(100).default([]),
  /** When it goes by itself if nobody has edited it: minute of the day. Null waits for a person. */
  sendAt: minute.nullable().default(null),
  /** The most lines. */
  mostItems: z.number().int().min(5).max(mostClippingItems).default(60),
  state: z.enum(["on", "paused"]).default("on"),
});
export type ClippingSettings = z.infer<typeof ClippingSettings>;

export const ClippingPlan = ClippingSettings.extend({
  id,
  revision: z.number(),
  /** When it is made next; null while it is paused. */
  nextAt: instant.nullable(),
  madeUntil: instant.nullable(),
});
export type ClippingPlan = z.infer<typeof ClippingPlan>;

export const clippingState = z.enum(["draft", "sent"]);

const tone = z.enum(["negative", "neutral", "positive", "unsure"]);

export const ClippingOther = z.object({ id, outlet: z.string(), publishedAt: instant });

/** One line: a story, or a single mention. Its words are those of the mention that leads. */
export const ClippingItem = z.object({
  id,
  leadId: id,
  publishedAt: instant,
  outlet: z.string(),
  channel,
  title: shownWords,
  extract: shownWords,
  url: shownWords.nullable(),
  tone: tone.nullable(),
  /** Whether a person set the tone. */
  isCorrected: z.boolean(),
  /** Of all that say the same or tell of it, the lead included. */
  mentions: z.number(),
  outlets: z.number(),
  tones: ToneCounts,
  corrected: z.number(),
  /** The first of the others, oldest first. */
  others: z.array(ClippingOther),
  /** Finds the mentions behind the numbers; cut where there are more than a query holds. */
  query: z.string(),
  /** The story that it tells of, if there is one. */
  storyId: id.nullable(),
  /** Of a large story: what was spoken of one after the other; empty where it was one thing. */
  phases: z.array(
    z.object({ leadId: id, title: shownWords, outlet: z.string(), from: instant, mentions: z.number() }),
  ),
  ownTitle: z.string().nullable(),
  comment: z.string().nullable(),
  isOut: z.boolean(),
  isAdded: z.boolean(),
});
export type ClippingItem = z.infer<typeof ClippingItem>;
export type SentClippingItem = z.input<typeof ClippingItem>;

export const ClippingSection = z.object({ key: z.string(), title: z.string(), items: z.array(ClippingItem) });
export type ClippingSection = z.infer<typeof ClippingSection>;
export type SentClippingSection = z.input<typeof ClippingSection>;

export const ClippingFigures = z.object({
  mentions: z.number(),
  outlets: z.number(),
  tones: ToneCounts,
  /** Of how many a person set the tone. */
  corrected: z.number(),
  /** Mentions that are in no line, because there were too many. */
  leftOut: z.number(),
  query: z.string(),
});
export type ClippingFigures = z.infer<typeof ClippingFigures>;

export const ClippingMail = z.object({
  address: z.string(),
  state: z.enum(["waiting", "sending", "sent", "failed"]),
  tries: z.number(),
  /** The kind of error of the last try. */
  error: z.string().nullable(),
  nextTryAt: instant,
  sentAt: instant.nullable(),
});
export type ClippingMail = z.infer<typeof ClippingMail>;

export const ClippingLine = z.object({
  id,
  /** Null for what was sent by hand, without a plan. */
  planId: id.nullable(),
  form: clippingForm,
  name: z.string(),
  from: instant,
  until: instant,
  madeAt: instant,
  state: clippingState,
  editedByName: z.string().nullable(),
  /** When it goes by itself. */
  sendAt: instant.nullable(),
  sentAt: instant.nullable(),
  mentions: z.number(),
  stories: z.number(),
  mailsFailed: z.number(),
});
export type ClippingLine = z.infer<typeof ClippingLine>;

export const Clipping = ClippingLine.extend({
  revision: z.number(),
  figures: ClippingFigures,
  sections: z.array(ClippingSection),
  /** Instead of sections, where the form is a brief. */
  brief: Brief.nullable(),
  /** The same as the machine wrote it, and what was edited; null until somebody has. */
  madeBrief: Brief.nullable().default(null),
  briefEditing: BriefEditing.nullable().default(null),
  mails: z.array(ClippingMail),
});
export type Clipping = z.infer<typeof Clipping>;
export type SentClipping = z.input<typeof Clipping>;

/** What a person makes of it: the lines in their order, each where it stands now. */
export const ClippingEdit = z.object({
  id,
  /** As it was read; refused when somebody else has written since. */
  revision: z.number().int(),
  sections: z
    .array(
      z.object({
        key: z.string().max(200),
        items: z
          .array(
            z.object({
              id,
              isOut: z.boolean(),
              ownTitle: z.string().trim().max(300).nullable(),
              comment: z.string().trim().max(1_000).nullable(),
            }),
          )
          .max(2 * mostClippingItems),
      }),
    )
    .max(60),
});
export type ClippingEdit = z.infer<typeof ClippingEdit>;

/** The same content as it is pasted into chats and sent by mail. */
export const ClippingForms = z.object({
  /** Each part under 4,000 characters. */
  whatsapp: z.array(shownWords),
  subject: z.string(),
  mailHtml: shownWords,
  mailText: shownWords,
});

const one = z.object({ id });

export const clippingContract = {
  listClippingPlans: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/clipping-plans",
      tags,
      summary: "Clippings that come by themselves",
    })
    .output(z.object({ items: z.array(ClippingPlan) })),
  createClippingPlan: operation("monitors.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/clipping-plans",
      tags,
      summary: "Have a clipping made at a set hour",
      successStatus: 201,
    })
    .input(ClippingSettings)
    .output(ClippingPlan),
  updateClippingPlan: operation("monitors.manage")
    .route({
      method: "PUT",
      path: "/listen/clipping-plans/{id}",
      tags,
      summary: "Change when and from what a clipping is made",
    })
    .input(ClippingSettings.extend({ id, revision: z.number().int() }))
    .output(ClippingPlan),
  removeClippingPlan: operation("monitors.manage")
    .route({
      method: "DELETE",
      path: "/listen/clipping-plans/{id}",
      tags,
      summary: "Make no more of these clippings; those that were made stay",
      successStatus: 204,
    })
    .input(one),
  makeClipping: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/clipping-plans/{id}/make",
      tags,
      summary: "Make a clipping now, of what came since the last",
      successStatus: 201,
    })
    .input(one)
    .output(one),
  listClippings: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/clippings",
      tags,
      summary: "The clippings of the last weeks, newest first",
    })
    .output(z.object({ items: z.array(ClippingLine) })),
  getClipping: operation("mentions.read")
    .route({ method: "GET", path: "/listen/clippings/{id}", tags, summary: "One clipping" })
    .input(one)
    .output(Clipping),
  editClipping: operation("monitors.manage")
    .route({
      method: "PUT",
      path: "/listen/clippings/{id}",
      tags,
      summary: "Leave lines out of a draft, put them in another order, give them a title or a comment",
    })
    .input(ClippingEdit)
    .output(Clipping),
  addToClipping: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/clippings/{id}/items",
      tags,
      summary: "Add a mention to a draft",
    })
    .input(z.object({ id, revision: z.number().int(), mentionId: id, section: z.string().max(200) }))
    .output(Clipping),
  sendClipping: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/clippings/{id}/send",
      tags,
      summary: "Send a clipping to its receivers",
    })
    .input(z.object({ id, revision: z.number().int() }))
    .output(Clipping),
  sendAgain: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/clippings/{id}/send-again",
      tags,
      summary: "Send a clipping once more to an address that it did not reach",
    })
    .input(z.object({ id, address: z.string().max(254) }))
    .output(Clipping),
  getClippingForms: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/clippings/{id}/forms",
      tags,
      summary: "A clipping as text for WhatsApp and as mail",
    })
    .input(one)
    .output(ClippingForms),
};
