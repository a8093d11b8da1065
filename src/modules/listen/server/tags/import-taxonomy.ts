import { sql } from "kysely";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { AppError, type ErrorValues } from "#shared/app-error.ts";
import { foldValue } from "#text/fold.ts";
import { type TagLine, TagSettings, type TaxonomyFormat, type TaxonomyReport } from "../../contract/tag.ts";
import { changeTags, type TagContext } from "./change-tags.ts";
import { insertTag } from "./create-tag.ts";
import { followTags } from "./tag-store.ts";
import type { TagDb } from "./tag-tables.ts";
import { type FileTag, readTaxonomyFile } from "./taxonomy-file.ts";
import { writeTag } from "./update-tag.ts";

type Row = TaxonomyReport["rows"][number];
type Outcome = { outcome: Row["outcome"]; problem: { key: string; values: ErrorValues } | null };

/** Carries a report out of a transaction that is to leave nothing behind. */
class DryRun extends Error {
  readonly report: TaxonomyReport;
  constructor(report: TaxonomyReport) {
    super("dry run");
    this.report = report;
  }
}

/**
 * An officer brings tags from a file: unknown ones are made, known ones become what the file says, none is removed. Lines
 * that cannot be taken are refused one by one, with the reason, and the others taken all the same. A dry run does
 * everything and then leaves nothing behind, so that its report is what would happen.
 * @throws AppError `invalid` when it is no such file; `conflict` when rules would wait for each other in a circle
 */
export async function importTaxonomy(
  context: TagContext & Pick<RequestContext, "locale">,
  input: { format: TaxonomyFormat; text: string; isDryRun: boolean },
  jobs: JobQueue,
  translate: Translate,
): Promise<TaxonomyReport> {
  const { workspaceId, actor, locale } = context;
  const lines = readTaxonomyFile(input.format, input.text);
  try {
    return await changeTags(context, jobs, async (parts) => {
      const { platformTx, tx, at } = parts;
      const outcomes = await takeLines(tx, workspaceId, lines, at);
      const rows = lines.map((line): Row => {
        const { outcome, problem } = outcomes.get(line) ?? noParent(line);
        const said = problem === null ? null : translate(locale, `errors.${problem.key}`, problem.values);
        return { line: line.line, name: line.name, outcome, problem: said };
      });
      const count = (of: Row["outcome"]): number => rows.filter(({ outcome }) => outcome === of).length;
      const report = {
        isDryRun: input.isDryRun,
        created: count("created"),
        changed: count("changed"),
        unchanged: count("unchanged"),
        refused: count("refused"),
        rows,
      };
      if (report.created + report.changed > 0) await followTags(parts);
      if (input.isDryRun) throw new DryRun(report);
      const { created, changed, refused } = report;
      const facts = {
        action: "tag.imported",
        subjectKind: "tag",
        subjectId: null,
        details: { created, changed, refused },
      };
      await recordAudit(platformTx, workspaceId, actor, facts, at);
      return report;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.report;
    throw error;
  }
}

const noParent = ({ parent }: FileTag): Outcome => ({
  outcome: "refused",
  problem: { key: "tag.unknown_parent", values: { parent } },
});

/** Lines are taken when the tag above them is there, whatever order the file has; the others are left over. */
async function takeLines(
  tx: TagDb,
  workspaceId: string,
  lines: readonly FileTag[],
  at: Date,
): Promise<Map<FileTag, Outcome>> {
  const outcomes = new Map<FileTag, Outcome>();
  const seen = new Map<string, number>();
  const waiting = new Set<string>();
  for (const line of lines) waiting.add(foldValue(line.name));
  for (let open = [...lines], taken = -1; open.length > 0 && taken !== 0; ) {
    taken = 0;
    for (const line of open) {
      const key = foldValue(line.name);
      const parent = line.parent === "" ? null : await knownTag(tx, workspaceId, line.parent);
      // A parent that the file itself is about to make is waited for.
      const isEarly = waiting.has(foldValue(line.parent)) && foldValue(line.parent) !== key;
      if (line.parent !== "" && (parent === undefined || isEarly)) continue;
      const before = seen.get(key);
      const outcome: Outcome =
        before === undefined
          ? await takeLine(tx, workspaceId, line, {
              known: await knownTag(tx, workspaceId, line.name),
              parent,
              at,
            })
          : { outcome: "refused", problem: { key: "tag.said_twice", values: { line: before } } };
      seen.set(key, before ?? line.line);
      waiting.delete(key);
      outcomes.set(line, outcome);
      taken += 1;
    }
    open = open.filter((line) => !outcomes.has(line));
  }
  return outcomes;
}

type KnownTag = Pick<TagLine, "name" | "parentId" | "colour" | "description" | "synonyms"> & { id: string };

/** The arranged tag that a name means. */
async function knownTag(tx: TagDb, workspaceId: string, name: string): Promise<KnownTag | undefined> {
  const { rows } = await sql<KnownTag>`
    select tag.id, tag.name, tag.parent_id as "parentId", tag.colour, tag.description,
      array(select other.name from listen.tag_name as other
        where other.tag_id = tag.id and other.kind = 'synonym') as synonyms
    from listen.tag_name as named join listen.tag as own on own.id = named.tag_id
    join listen.tag as tag on tag.id = coalesce(own.merged_into, own.id)
    where named.workspace_id = ${workspaceId}::uuid and named.name_key = ${foldValue(name)}`.execute(tx);
  return rows[0];
}

async function takeLine(
  tx: TagDb,
  workspaceId: string,
  line: FileTag,
  { known, parent, at }: { known: KnownTag | undefined; parent: KnownTag | null | undefined; at: Date },
): Promise<Outcome> {
  const parsed = TagSettings.safeParse({ ...line, parentId: parent?.id ?? null });
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "name");
    const key = faults[field] ?? faults["name"] ?? "";
    return { outcome: "refused", problem: { key, values: { value: fieldOf(line, field) } } };
  }
  const settings = parsed.data;
  if (known && isSame(known, settings)) return { outcome: "unchanged", problem: null };
  await sql`savepoint taxonomy_line`.execute(tx);
  try {
    if (known) await writeTag(tx, workspaceId, known.id, settings, at);
    else await insertTag(tx, workspaceId, settings, at);
    await sql`release savepoint taxonomy_line`.execute(tx);
    return { outcome: known ? "changed" : "created", problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint taxonomy_line`.execute(tx);
    const [field] = error.fields;
    return {
      outcome: "refused",
      problem: { key: field?.key ?? error.key, values: field?.values ?? error.values },
    };
  }
}

/** What is said of a line whose field cannot be. */
const faults: Readonly<Record<string, string>> = {
  name: "tag.bad_name",
  colour: "tag.bad_colour",
  description: "tag.bad_description",
  synonyms: "tag.bad_synonyms",
};

const fieldOf = (line: FileTag, field: string): string => {
  const value = Object.entries(line).find(([name]) => name === field)?.[1];
  return String(value ?? "").slice(0, 80);
};

function isSame(known: KnownTag, settings: TagSettings): boolean {
  const folded = (names: readonly string[]): string => names.map(foldValue).sort().join("\n");
  return (
    known.name === settings.name &&
    known.parentId === settings.parentId &&
    known.colour === settings.colour &&
    known.description === settings.description &&
    folded(known.synonyms) === folded(settings.synonyms)
  );
}
