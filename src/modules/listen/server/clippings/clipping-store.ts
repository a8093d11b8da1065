import type { Selectable } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import type { SentBrief } from "../../contract/brief.ts";
import { ClippingSettings, type SentClipping, type SentClippingSection } from "../../contract/clipping.ts";
import { applyBriefEdit } from "../briefs/apply-brief-edit.ts";
import { channelOf, openVeil, type Veil } from "../personal-data/veil.ts";
import { type ClippingDb, type ClippingTable, type KeptContent, withClippings } from "./clipping-tables.ts";

export type ClippingRow = Selectable<ClippingTable>;

/** @throws AppError `not_found` */
export async function findClipping(db: ClippingDb, workspaceId: string, id: string): Promise<ClippingRow> {
  const row = await db
    .selectFrom("listen.clipping")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("clipping");
  return row;
}

/**
 * A draft, held until the transaction ends.
 * @throws AppError `not_found`; `conflict` when it was sent, or somebody else has changed it since it was read
 */
export async function holdDraft(
  tx: ClippingDb,
  workspaceId: string,
  id: string,
  revision: number,
): Promise<ClippingRow> {
  const row = await tx
    .selectFrom("listen.clipping")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("clipping");
  if (row.state === "sent") throw new AppError("conflict", "clipping.sent_already");
  if (row.revision !== revision) throw new AppError("conflict", "clipping.changed", { name: row.name });
  return row;
}

/** Writes what a person made of a draft: from then on it waits for a person to send it. */
export async function writeDraft(
  tx: ClippingDb,
  row: ClippingRow,
  content: KeptContent,
  editorName: string,
): Promise<void> {
  await tx
    .updateTable("listen.clipping")
    .set({
      content: JSON.stringify(content),
      revision: row.revision + 1,
      edited_by_name: editorName,
      send_at: null,
    })
    .where("id", "=", row.id)
    .execute();
}

const shownSections = (veil: Veil, { sections }: KeptContent): SentClippingSection[] =>
  sections.map(({ key, title, items }) => ({
    key,
    title,
    items: items.map((item) => {
      const channel = channelOf(item);
      const cover = veil(channel);
      return {
        ...item,
        storyId: item.storyId ?? null,
        phases: (item.phases ?? []).map(({ channel: of, title, ...phase }) => ({
          ...phase,
          title: veil(channelOf({ channel: of })).words(title),
        })),
        channel,
        title: cover.words(item.title),
        extract: cover.words(item.extract),
        url: cover.link(item.url),
      };
    }),
  }));

/** Words of others in a kept brief are covered once more, by the rules of today for what is no press. */
function shownBrief(veil: Veil, brief: SentBrief): SentBrief {
  const { words } = veil(null);
  return {
    ...brief,
    points: brief.points.map((point) => ({
      ...point,
      title: words(point.title),
      reasons: point.reasons.map((reason) => words(reason)),
    })),
    changes: brief.changes.map((change) => ({ ...change, text: words(change.text) })),
  };
}

/** A brief as it goes out; beside it the machine's own once a person has edited it. */
function briefsOf(
  veil: Veil,
  { brief, edit }: KeptContent,
): Pick<SentClipping, "brief" | "madeBrief" | "briefEditing"> {
  if (brief === undefined) return { brief: null };
  const made = shownBrief(veil, brief);
  if (edit === undefined) return { brief: made };
  const { points, changes, note } = edit;
  return { brief: applyBriefEdit(made, edit), madeBrief: made, briefEditing: { points, changes, note } };
}

/** The settings that a clipping was made by: its plan's as they are now, or its own. */
export async function settingsOf(db: ClippingDb, row: ClippingRow): Promise<ClippingSettings> {
  if (row.plan_id === null) return ClippingSettings.parse(row.settings);
  const { settings } = await db
    .selectFrom("listen.clipping_plan")
    .select("settings")
    .where("id", "=", row.plan_id)
    .executeTakeFirstOrThrow();
  return ClippingSettings.parse(settings);
}

/** Lines of a clipping that go out with it. */
export const countStories = ({ sections }: KeptContent): number =>
  sections.reduce((sum, { items }) => sum + items.filter(({ isOut }) => !isOut).length, 0);

export const toLine = (row: ClippingRow, mailsFailed: number) => ({
  id: row.id,
  planId: row.plan_id,
  form: row.content.brief === undefined ? ("clipping" as const) : ("brief" as const),
  name: row.name,
  from: row.from_at.toISOString(),
  until: row.until_at.toISOString(),
  madeAt: row.made_at.toISOString(),
  state: row.state,
  editedByName: row.edited_by_name,
  sendAt: row.send_at?.toISOString() ?? null,
  sentAt: row.sent_at?.toISOString() ?? null,
  mentions: row.content.figures.mentions,
  stories:
    row.content.edit?.points.filter(({ isOut }) => !isOut).length ??
    row.content.brief?.points.length ??
    countStories(row.content),
  mailsFailed,
});

/** A clipping as it is shown, its words covered by today's rules. @throws AppError `not_found` */
export async function showClipping(db: Db | Tx, workspaceId: string, id: string): Promise<SentClipping> {
  const row = await findClipping(withClippings(db), workspaceId, id);
  const mails = await withClippings(db)
    .selectFrom("listen.clipping_mail")
    .selectAll()
    .where("clipping_id", "=", id)
    .orderBy("address")
    .execute();
  const veil = await openVeil(db, workspaceId);
  return {
    ...toLine(row, mails.filter(({ state }) => state === "failed").length),
    revision: row.revision,
    figures: row.content.figures,
    sections: shownSections(veil, row.content),
    ...briefsOf(veil, row.content),
    mails: mails.map((mail) => ({
      address: mail.address,
      state: mail.state,
      tries: mail.tries,
      error: mail.error,
      nextTryAt: mail.next_try_at.toISOString(),
      sentAt: mail.sent_at?.toISOString() ?? null,
    })),
  };
}
