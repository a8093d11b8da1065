import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import { Content, emptyContent } from "./content.ts";
import { Variant } from "./variants.ts";

const tags = ["publish"];

/** Where a draft's facts stand. */
export const SourceDocument = z.object({
  title: z.string().trim().min(1).max(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
});
export type SourceDocument = z.infer<typeof SourceDocument>;

const facts = {
  title: z.string().trim().min(1).max(300),
  whyNow: z.string().trim().max(2_000).default(""),
  objective: z.string().trim().max(500).default(""),
  content: Content.default(emptyContent),
  sources: z.array(SourceDocument).max(30).default([]),
};

/** One story: what is told, why now, what for, and what it stands on; its variants say it. */
export const Draft = z.object({
  id,
  title: z.string(),
  whyNow: z.string(),
  objective: z.string(),
  content: Content,
  sources: z.array(SourceDocument),
  revision: z.number(),
  variants: z.array(Variant),
  byName: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type Draft = z.infer<typeof Draft>;

const one = z.object({ id });

export const draftContract = {
  listDrafts: operation("drafts.write")
    .route({
      method: "GET",
      path: "/publish/drafts",
      tags,
      summary: "What the office is going to say and said, the last changed first",
    })
    .input(z.object(pageInput))
    .output(pageOf(Draft)),
  createDraft: operation("drafts.write", { isCreate: true })
    .route({
      method: "POST",
      path: "/publish/drafts",
      tags,
      summary: "Begin a story",
      successStatus: 201,
    })
    .input(z.object({ ...facts, accountIds: z.array(id).max(50).default([]) }))
    .output(Draft),
  getDraft: operation("drafts.write")
    .route({ method: "GET", path: "/publish/drafts/{id}", tags, summary: "A story and its variants" })
    .input(one)
    .output(Draft),
  updateDraft: operation("drafts.write")
    .route({
      method: "PUT",
      path: "/publish/drafts/{id}",
      tags,
      summary: "Change a story; what is scheduled has to be withdrawn before its words can change",
    })
    .input(z.object({ id, revision: z.number().int().min(1), ...facts }))
    .output(Draft),
  removeDraft: operation("drafts.write")
    .route({
      method: "DELETE",
      path: "/publish/drafts/{id}",
      tags,
      summary: "Forget a story of which nothing is scheduled or was sent",
    })
    .input(one)
    .output(z.object({})),
};
