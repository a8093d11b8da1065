import { named, type SubjectNames } from "#platform/audit/name-subjects.ts";
import { withClippings } from "./clippings/clipping-tables.ts";
import { withMentions } from "./mentions/tables.ts";
import { withSources } from "./sources/source-tables.ts";
import { withStories } from "./stories/story-tables.ts";
import { withTags } from "./tags/tag-tables.ts";
import { withImports } from "./transfers/import-tables.ts";

/** What sources, rules on names, mentions and imports are called in the audit log. A mention goes by its outlet. */
export const auditSubjects: SubjectNames = {
  source: async (db, workspaceId, ids) =>
    named(
      await withSources(db)
        .selectFrom("listen.source")
        .select(["id", "title as name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  entity_rule: async (db, workspaceId, ids) =>
    named(
      await withMentions(db)
        .selectFrom("listen.entity_rule")
        .select(["id", "name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  mention: async (db, workspaceId, ids) =>
    named(
      await withMentions(db)
        .selectFrom("listen.mention_identity as identity")
        .innerJoin("listen.mention as mention", (join) =>
          join
            .onRef("mention.workspace_id", "=", "identity.workspace_id")
            .onRef("mention.published_at", "=", "identity.published_at")
            .onRef("mention.id", "=", "identity.id"),
        )
        .select(["mention.id", "mention.outlet as name"])
        .where("identity.workspace_id", "=", workspaceId)
        .where("identity.id", "in", [...ids])
        .execute(),
    ),
  story: async (db, workspaceId, ids) => {
    // One that people have not named goes without: its headline is somebody else's words.
    const rows = await withStories(db)
      .selectFrom("listen.story")
      .select(["id", "name"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "in", [...ids])
      .execute();
    return named(rows.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }])));
  },
  tag: async (db, workspaceId, ids) =>
    named(
      await withTags(db)
        .selectFrom("listen.tag")
        .select(["id", "name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  tag_rule: async (db, workspaceId, ids) =>
    named(
      await withTags(db)
        .selectFrom("listen.tag_rule")
        .select(["id", "name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  clipping: async (db, workspaceId, ids) =>
    named(
      await withClippings(db)
        .selectFrom("listen.clipping")
        .select(["id", "name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
  clipping_plan: async (db, workspaceId, ids) => {
    const plans = await withClippings(db)
      .selectFrom("listen.clipping_plan")
      .select(["id", "settings"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "in", [...ids])
      .execute();
    return named(plans.map(({ id, settings }) => ({ id, name: settings.name })));
  },
  import: async (db, workspaceId, ids) =>
    named(
      await withImports(db)
        .selectFrom("listen.import")
        .select(["id", "file_name as name"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "in", [...ids])
        .execute(),
    ),
};
