import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { monitorColour } from "./monitor.ts";

const tags = ["tags"];

/** Longer names are sentences. */
export const longestTag = 60;
/** More tags than anybody keeps in order. */
export const mostTags = 2_000;
/** How deep tags stand under each other. */
export const deepestTag = 5;

const tagName = z
  .string()
  .transform((name) => name.trim().replace(/\s+/g, " "))
  .pipe(z.string().min(1).max(longestTag));

/** What people decide about a tag. */
export const TagSettings = z.object({
  name: tagName,
  /** The tag it stands under; whoever looks for that one finds this one too. */
  parentId: id.nullable().default(null),
  colour: monitorColour.default("1"),
  description: z.string().trim().max(500).default(""),
  /** Other names that mean the same, for typing and for searching. */
  synonyms: z.array(tagName).max(40).default([]),
});
export type TagSettings = z.infer<typeof TagSettings>;

/** A tag with how much it is used. One that is only in use, and was never arranged, has no id. */
export const TagLine = TagSettings.extend({
  id: id.nullable(),
  key: z.string(),
  /** Mentions that have it, and those of them to which a rule gave it. */
  count: z.number(),
  byRules: z.number(),
  /** Mentions that have it or a tag that stands under it: what a search for it finds. */
  withUnder: z.number(),
  /** Tags that were joined with it, to be taken apart again. */
  merged: z.array(z.object({ id, name: z.string() })),
});
export type TagLine = z.infer<typeof TagLine>;

export const taxonomyFormat = z.enum(["csv", "json"]);
export type TaxonomyFormat = z.infer<typeof taxonomyFormat>;

/** What becomes of one line of a file. */
export const TaxonomyRow = z.object({
  /** Of the file, counted from 1; a heading counts. */
  line: z.number(),
  name: z.string(),
  outcome: z.enum(["created", "changed", "unchanged", "refused"]),
  /** Why it was refused; null otherwise. */
  problem: z.string().nullable(),
});
export const TaxonomyReport = z.object({
  isDryRun: z.boolean(),
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  rows: z.array(TaxonomyRow),
});
export type TaxonomyReport = z.infer<typeof TaxonomyReport>;

/** One act of tagging many mentions. */
export const TagChange = z.object({
  id,
  actorName: z.string(),
  at: instant,
  added: z.array(z.string()),
  removed: z.array(z.string()),
  mentions: z.number(),
  undoneAt: instant.nullable(),
  /** Only whoever acted takes it back. */
  isMine: z.boolean(),
});
export type TagChange = z.infer<typeof TagChange>;

const one = z.object({ id });

export const tagContract = {
  getTaxonomy: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/taxonomy",
      tags,
      summary: "All tags, arranged and merely used, with how many mentions have them",
    })
    .output(z.object({ items: z.array(TagLine) })),
  createTag: operation("monitors.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/taxonomy",
      tags,
      summary: "Arrange a tag: a new one, or one that is in use",
      successStatus: 201,
    })
    .input(TagSettings)
    .output(TagLine),
  updateTag: operation("monitors.manage")
    .route({
      method: "PUT",
      path: "/listen/taxonomy/{id}",
      tags,
      summary: "Change a tag; all mentions that have it follow, and its former name still finds it",
    })
    .input(TagSettings.extend({ id }))
    .output(TagLine),
  removeTag: operation("monitors.manage")
    .route({
      method: "DELETE",
      path: "/listen/taxonomy/{id}",
      tags,
      summary: "Arrange a tag no more; mentions keep it",
      successStatus: 204,
    })
    .input(one),
  mergeTag: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/taxonomy/{id}/merge",
      tags,
      summary: "Join a tag with another: from then on both names mean the other",
    })
    .input(one.extend({ intoId: id }))
    .output(TagLine),
  unmergeTag: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/taxonomy/{id}/unmerge",
      tags,
      summary: "Take a tag apart from the one it was joined with",
    })
    .input(one)
    .output(TagLine),
  exportTaxonomy: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/taxonomy/export",
      tags,
      summary: "The arranged tags as a file: CSV or JSON",
    })
    .input(z.object({ format: taxonomyFormat.default("csv") }))
    .output(z.object({ name: z.string(), text: z.string() })),
  importTaxonomy: operation("monitors.manage")
    .route({
      method: "POST",
      path: "/listen/taxonomy/import",
      tags,
      summary: "Read tags from a file; a dry run says what it would do with each line and does nothing",
    })
    .input(
      z.object({
        format: taxonomyFormat,
        text: z.string().min(1).max(2_000_000),
        isDryRun: z.boolean().default(true),
      }),
    )
    .output(TaxonomyReport),
  listTagChanges: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/tag-changes",
      tags,
      summary: "Who tagged how many mentions with what, newest first",
    })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }))
    .output(z.object({ items: z.array(TagChange) })),
};
