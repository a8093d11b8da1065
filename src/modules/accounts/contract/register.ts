import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { Sentence } from "./accounts.ts";

const tags = ["accounts"];

/** What an official account is for. */
export const declarationRoles = ["main", "service_desk", "clarification", "spokesperson"] as const;
export const declarationRole = z.enum(declarationRoles);
export type DeclarationRole = z.infer<typeof declarationRole>;

/** Access recovery that was checked longer ago than this is to be checked again. */
export const recoveryDays = 180;

/** Somebody who answers for an account; `isMember` is false once they have left the workspace. */
const keeper = z.object({ id, name: z.string(), isMember: z.boolean() });

/** An account that the office declared to be its own. */
export const Declaration = z.object({
  id,
  /** Null for an account that is held elsewhere and not connected to this desk. */
  accountId: id.nullable(),
  networkName: Sentence,
  handle: z.string(),
  /** As people write it on that network. */
  shownHandle: z.string(),
  url: z.string().nullable(),
  role: declarationRole,
  owner: keeper,
  backup: keeper.nullable(),
  recoveryCheckedOn: z.iso.date().nullable(),
  /** Never checked, or longer ago than `recoveryDays`. */
  isRecoveryDue: z.boolean(),
  disclosure: z.string(),
  /** An account of the practice network stands here and is shown to nobody outside. */
  isForTrying: z.boolean(),
  declaredAt: instant,
  declaredByName: z.string(),
  withdrawnAt: instant.nullable(),
  withdrawnByName: z.string().nullable(),
});
export type Declaration = z.infer<typeof Declaration>;

const facts = z.object({
  role: declarationRole,
  ownerId: id,
  backupId: id.nullable(),
  recoveryCheckedOn: z.iso.date().nullable(),
  disclosure: z.string().trim().min(1).max(500),
});
export const DeclarationFacts = facts;
export type DeclarationFacts = z.infer<typeof DeclarationFacts>;

/** Which account: one that is connected to this desk, or one that is held elsewhere. */
export const DeclaredAccount = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("connected"), accountId: id }),
  z.object({
    kind: z.literal("elsewhere"),
    networkName: z.string().trim().min(1).max(60),
    url: z.url({ protocol: /^https?$/ }).max(500),
    /** As people write it; without it what the address ends in. */
    handle: z.string().trim().max(120).optional(),
  }),
]);
export type DeclaredAccount = z.infer<typeof DeclaredAccount>;

export const registerContract = {
  listDeclarations: operation("accounts.read")
    .route({
      method: "GET",
      path: "/accounts/register",
      tags,
      summary: "The register of official accounts, those withdrawn last",
    })
    .output(z.object({ items: z.array(Declaration), page: z.string(), document: z.string() })),
  declareAccount: operation("accounts.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/accounts/register",
      tags,
      summary: "Declare an account to be the office's own; it is published at once",
      successStatus: 201,
    })
    .input(facts.extend({ account: DeclaredAccount }))
    .output(Declaration),
  updateDeclaration: operation("accounts.manage")
    .route({
      method: "PUT",
      path: "/accounts/register/{id}",
      tags,
      summary: "Change what an official account is for, who answers for it, and what it says of itself",
    })
    .input(facts.extend({ id }))
    .output(Declaration),
  withdrawDeclaration: operation("accounts.manage")
    .route({
      method: "DELETE",
      path: "/accounts/register/{id}",
      tags,
      summary: "Withdraw a declaration: the account is not the office's any more; it stays in the history",
    })
    .input(z.object({ id }))
    .output(Declaration),
};
