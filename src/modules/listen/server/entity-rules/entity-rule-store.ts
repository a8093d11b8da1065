import type { Selectable } from "kysely";
import { notFound } from "#shared/app-error.ts";
import type { EntityRule as OfficeRule } from "#text/entities/entity-rules.ts";
import type { EntityRule, EntityRuleDraft } from "../../contract/entity-rules.ts";
import type { EntityRuleTable, MentionDb } from "../mentions/tables.ts";

export type EntityRuleRow = Selectable<EntityRuleTable>;

/** A workspace's rules in their order: of two that hold for one name the earlier wins. */
export const findEntityRules = (db: MentionDb, workspaceId: string): Promise<EntityRuleRow[]> =>
  db
    .selectFrom("listen.entity_rule")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("seq")
    .execute();

/**
 * A rule of the workspace, by its id.
 * @throws AppError `not_found` for one that is unknown or another workspace's
 */
export async function findEntityRule(db: MentionDb, workspaceId: string, id: string): Promise<EntityRuleRow> {
  const row = await db
    .selectFrom("listen.entity_rule")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("entity_rule");
  return row;
}

/** What a draft says, as a row keeps it. */
export const ruleColumns = ({ kind, name, placeCode, aliases, near, within, unless }: EntityRuleDraft) => ({
  kind,
  name,
  place_code: placeCode,
  aliases,
  near,
  within_words: within,
  unless,
});

export const toEntityRule = (row: EntityRuleRow): EntityRule => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  placeCode: row.place_code,
  aliases: row.aliases,
  near: row.near,
  within: row.within_words,
  unless: row.unless,
  updatedAt: row.updated_at.toISOString(),
});

/** The rules that a workspace's texts are read with, as the engine applies them. */
export const readOfficeRules = async (db: MentionDb, workspaceId: string): Promise<OfficeRule[]> =>
  (await findEntityRules(db, workspaceId)).map(toOfficeRule);

const toOfficeRule = (row: EntityRuleRow): OfficeRule => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  target: row.place_code ?? row.id,
  aliases: row.aliases,
  require:
    row.near.length === 0
      ? []
      : [{ words: row.near, ...(row.within_words === null ? {} : { within: row.within_words }) }],
  exclude: row.unless.length === 0 ? [] : [{ words: row.unless }],
});
