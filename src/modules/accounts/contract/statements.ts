import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { reconnectCauses, rejectionReasons } from "#shared/network-failures.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import { accountStates, ConnectField, Sentence } from "./accounts.ts";
import { FollowedPage } from "./followed-pages.ts";
import { HoldBrief, HoldRelease } from "./holds.ts";

const tags = ["accounts"];

/** How far a statement came. The transitions between these stand in one table on the server. */
export const statementStates = [
  "waiting",
  "sending",
  /** It may stand there; the network is asked before anything is tried again. */
  "unknown",
  /** The network cannot tell, so a person looks; or it has no interface, and a person posts it. */
  "waiting_for_person",
  "sent",
  "failed",
  "cancelled",
] as const;
export type StatementState = (typeof statementStates)[number];

/** `edit` and `remove` change what was said before. */
export const statementKinds = ["say", "edit", "remove"] as const;
export type StatementKind = (typeof statementKinds)[number];

/** Why a statement waits or did not go out; the screens have a sentence and a next step for each. */
export const statementCauses = [
  // It waits, and goes on by itself.
  "no_answer",
  "pause",
  "over_budget",
  "reconnect",
  "lost",
  // A person decides.
  "cannot_tell",
  "by_hand",
  // The desk did not send it.
  "undeclared",
  "too_late",
  "media_missing",
  "account_gone",
  "sandboxed",
  "cannot_change",
  "not_posted",
  // The network refused it.
  "gone",
  ...rejectionReasons,
] as const;
export type StatementCause = (typeof statementCauses)[number];

export const StatementMediaRef = z.object({ fileId: id, alt: z.string().trim().max(10_000) });
export type StatementMediaRef = z.infer<typeof StatementMediaRef>;

/** Something that the office says through an account, and how far it came. */
export const Statement = z.object({
  id,
  kind: z.enum(statementKinds),
  accountId: id,
  networkName: Sentence,
  handle: z.string(),
  /** As people write it on that network. */
  shownHandle: z.string(),
  /** A person posts it there, since no machine can. */
  isByHand: z.boolean(),
  accountState: z.enum(accountStates),
  accountCause: z.enum(reconnectCauses).nullable(),
  /** The network wants to hear nothing of this account until then. */
  pausedUntil: instant.nullable(),
  state: z.enum(statementStates),
  cause: z.enum(statementCauses).nullable(),
  /** The network's own words. */
  said: z.string().nullable(),
  text: z.string(),
  title: z.string().nullable(),
  link: z.string().nullable(),
  replyToUrl: z.string().nullable(),
  media: z.array(StatementMediaRef),
  /** It goes, or went, to the desk's practice network: nobody outside sees it. */
  isSandboxed: z.boolean(),
  targetId: id.nullable(),
  messageId: id.nullable(),
  attempts: z.number(),
  notBefore: instant,
  nextTryAt: instant,
  giveUpAt: instant,
  /** Where it stands; null where the network gives no address. */
  url: z.string().nullable(),
  sentAt: instant.nullable(),
  editedAt: instant.nullable(),
  removedAt: instant.nullable(),
  /** The holds that keep it from going out now. */
  heldBy: z.array(HoldBrief),
  /** Somebody let it through a hold: the last time. */
  release: HoldRelease.nullable(),
  /** A person may say whether it stands there: the network cannot tell, or cannot be asked now. */
  canDecide: z.boolean(),
  canEdit: z.boolean(),
  canRemove: z.boolean(),
  byName: z.string(),
  createdAt: instant,
});
export type Statement = z.infer<typeof Statement>;

/** What a statement may hold on one account's network, for the composer and for the check before it is kept. */
export const StatementRules = z.object({
  counter: z.enum(["graphemes", "code_points", "utf16", "bytes", "fediverse", "none"]),
  mostLength: z.number(),
  mostLengthWithMedia: z.number().nullable(),
  mostBytes: z.number().nullable(),
  /** Null where the network has no title. */
  mostTitleLength: z.number().nullable(),
  mostMedia: z.number(),
  media: z.array(
    z.object({
      mediaTypes: z.array(z.string()),
      mostBytes: z.number(),
      most: z.number(),
      mostAltLength: z.number().nullable(),
    }),
  ),
});
export type StatementRules = z.infer<typeof StatementRules>;

/** An account as the composer needs it. */
export const Speaker = z.object({
  accountId: id,
  handle: z.string(),
  /** As people write it on that network. */
  shownHandle: z.string(),
  networkName: Sentence,
  /** False: nothing is sent from it until it stands in the register. */
  isDeclared: z.boolean(),
  /** Why it cannot post on its own, where it cannot. */
  cannotPost: Sentence.nullable(),
  rules: StatementRules,
  options: z.array(ConnectField),
  /** What its title is called, where that is no title. */
  titleWord: Sentence.nullable(),
  /** Whom a statement reaches, where that is not simply everybody whom the network shows it. */
  reach: Sentence.nullable(),
});
export type Speaker = z.infer<typeof Speaker>;

export const StatementDraft = z.object({
  text: z.string().max(200_000),
  title: z.string().trim().min(1).max(1_000).optional(),
  media: z.array(StatementMediaRef).max(50).default([]),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  options: z.record(z.string(), z.unknown()).default({}),
  notBefore: instant.optional(),
  giveUpAt: instant.optional(),
});

/** `attention`: failed, or waiting for a person. `open`: on the way. */
export const statementViews = ["all", "open", "attention", "sent"] as const;

const one = z.object({ id });

export const statementContract = {
  listStatements: operation("statements.send")
    .route({
      method: "GET",
      path: "/accounts/statements",
      tags,
      summary: "What was said and is to be said through the accounts, the newest first",
    })
    .input(z.object({ ...pageInput, view: z.enum(statementViews).default("all"), accountId: id.optional() }))
    .output(
      pageOf(Statement).extend({
        counts: z.record(z.enum(statementViews), z.number()),
        /** Of those that a person posted by hand. */
        pages: z.array(FollowedPage),
        /** What should have gone out and did not, because nothing sends: how much, and since when. */
        overdue: z.object({ count: z.number(), since: instant }).nullable(),
      }),
    ),
  getSpeaker: operation("statements.send")
    .route({
      method: "GET",
      path: "/accounts/{id}/speaker",
      tags,
      summary: "What may be said through an account, and how long it may be",
    })
    .input(one)
    .output(Speaker),
  sendStatement: operation("statements.send", { isCreate: true })
    .route({
      method: "POST",
      path: "/accounts/{id}/statements",
      tags,
      summary: "Say something through an account, now or at an hour",
      successStatus: 201,
    })
    .input(StatementDraft.extend({ id }))
    .output(Statement),
  editStatement: operation("statements.send", { isCreate: true })
    .route({
      method: "POST",
      path: "/accounts/statements/{id}/edit",
      tags,
      summary: "Change the text of what was sent, where the network can",
      successStatus: 201,
    })
    .input(one.extend({ text: z.string().trim().min(1).max(200_000) }))
    .output(Statement),
  removeStatement: operation("statements.send", { isCreate: true })
    .route({
      method: "POST",
      path: "/accounts/statements/{id}/remove",
      tags,
      summary: "Take back what was sent, where the network can",
      successStatus: 201,
    })
    .input(one)
    .output(Statement),
  retryStatement: operation("statements.send")
    .route({
      method: "POST",
      path: "/accounts/statements/{id}/retry",
      tags,
      summary: "Try a failed statement again",
    })
    .input(one)
    .output(Statement),
  cancelStatement: operation("statements.send")
    .route({
      method: "POST",
      path: "/accounts/statements/{id}/cancel",
      tags,
      summary: "Do not send a statement that still waits",
    })
    .input(one)
    .output(Statement),
  releaseStatement: operation("statements.hold")
    .route({
      method: "POST",
      path: "/accounts/statements/{id}/release",
      tags,
      summary: "Let one statement through although the emergency brake holds it",
    })
    .input(one.extend({ reason: z.string().trim().min(3).max(500) }))
    .output(Statement),
  listHeldStatements: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/holds/{id}/statements",
      tags,
      summary: "What a hold keeps from going out now, the newest hundred",
    })
    .input(one)
    .output(z.object({ items: z.array(Statement), total: z.number() })),
  decideStatement: operation("statements.send")
    .route({
      method: "POST",
      path: "/accounts/statements/{id}/decide",
      tags,
      summary: "Say of a statement of unknown outcome that it stands there, and where, or that it does not",
    })
    .input(
      one.extend({
        stands: z.boolean(),
        url: z
          .url({ protocol: /^https?$/ })
          .max(2_000)
          .optional(),
      }),
    )
    .output(Statement),
};
