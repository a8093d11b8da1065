import { z } from "zod";
import { operation } from "#platform/contract/operation.ts";
import { id, instant } from "#shared/ids.ts";
import { MonitorSettings, MonitorTest, monitorColour, monitorState } from "./monitor.ts";
import { longestTag } from "./tag.ts";

const tags = ["tag rules"];

/** More rules than anybody oversees. */
export const mostTagRules = 200;

const { q, exclude } = MonitorSettings.pick({ q: true, exclude: true }).shape;

/** What decides whether a rule gives its tag: what a monitor finds, or else a query of its own. */
const asked = { monitorId: id.nullable().default(null), q: q.or(z.literal("")).default(""), exclude };

/** What people decide about a rule. */
export const TagRuleSettings = z.object({
  name: z.string().trim().min(1).max(80),
  /** The tag it gives; a name that is not known yet becomes a tag. */
  tag: z.string().trim().min(1).max(longestTag),
  ...asked,
  /** A paused one gives nothing and takes nothing off. */
  state: monitorState.default("on"),
});
export type TagRuleSettings = z.infer<typeof TagRuleSettings>;

export const TagRule = TagRuleSettings.extend({
  id,
  monitorName: z.string().nullable(),
  colour: monitorColour,
  /** What it asks, as the search takes it. */
  joined: z.string(),
  createdByName: z.string(),
  createdAt: instant,
  updatedAt: instant,
  /** How often it was written; hand it back with a change. */
  revision: z.number(),
  /** Mentions that have their tag from it. */
  count: z.number(),
  /** Of those that came by in the last seven days. */
  lastWeek: z.number(),
  lastAt: instant.nullable(),
  /** Going through what is stored: how many mentions it has passed, of how many. */
  run: z.object({ kind: z.enum(["apply", "clear"]), done: z.number(), total: z.number() }).nullable(),
});
export type TagRule = z.infer<typeof TagRule>;

/** What a rule would do. Nothing is kept. */
export const TagRuleTest = z.object({
  /** Of the last days, as for a monitor. */
  days: MonitorTest,
  /** Of everything that is stored. */
  total: z.number(),
  isExact: z.boolean(),
  /** Those of them that have the tag already. */
  tagged: z.number(),
  /** Those of them that a person took the tag off, to which no rule gives it back. */
  keptOff: z.number(),
});
export type TagRuleTest = z.infer<typeof TagRuleTest>;
export type TagRuleTestMade = z.input<typeof TagRuleTest>;

export const TagRuleFiring = z.object({
  id: z.string(),
  at: instant,
  /** As it came in, after a change to it, by going through what was stored, or by taking off what the rule had given. */
  cause: z.enum(["arrived", "changed", "applied", "cleared"]),
  given: z.number(),
  taken: z.number(),
  /** The first few. */
  mentionIds: z.array(id),
});
export type TagRuleFiring = z.infer<typeof TagRuleFiring>;

const one = z.object({ id });

export const tagRuleContract = {
  listTagRules: operation("mentions.read")
    .route({ method: "GET", path: "/listen/tag-rules", tags, summary: "Rules that give tags" })
    .output(z.object({ items: z.array(TagRule) })),
  testTagRule: operation("mentions.read")
    .route({
      method: "POST",
      path: "/listen/tag-rules/test",
      tags,
      summary: "What a rule would tag, of the last days and of everything; nothing is tagged",
    })
    .input(
      z.object({
        ...asked,
        tag: z.string().trim().max(longestTag).default(""),
        days: z.number().int().min(1).max(31).default(7),
      }),
    )
    .output(TagRuleTest),
  createTagRule: operation("monitors.manage", { isCreate: true })
    .route({
      method: "POST",
      path: "/listen/tag-rules",
      tags,
      summary: "Have a tag given by itself",
      successStatus: 201,
    })
    .input(TagRuleSettings.extend({ isForPast: z.boolean().default(true) }))
    .output(TagRule),
  updateTagRule: operation("monitors.manage")
    .route({
      method: "PUT",
      path: "/listen/tag-rules/{id}",
      tags,
      summary: "Change a rule; for the past too, its tags come and go as it says now",
    })
    .input(
      TagRuleSettings.extend({
        id,
        isForPast: z.boolean().default(true),
        /** As it was read; refused when somebody else has written since. */
        revision: z.number().int().optional(),
      }),
    )
    .output(TagRule),
  removeTagRule: operation("monitors.manage")
    .route({
      method: "DELETE",
      path: "/listen/tag-rules/{id}",
      tags,
      summary: "Remove a rule, and with `clear` the tags that it gave",
      successStatus: 204,
    })
    .input(one.extend({ given: z.enum(["keep", "clear"]).default("keep") })),
  listTagRuleFirings: operation("mentions.read")
    .route({
      method: "GET",
      path: "/listen/tag-rules/{id}/firings",
      tags,
      summary: "When a rule gave its tag and took it off, newest first; kept for 90 days",
    })
    .input(one.extend({ limit: z.coerce.number().int().min(1).max(100).default(30) }))
    .output(z.object({ items: z.array(TagRuleFiring) })),
};
