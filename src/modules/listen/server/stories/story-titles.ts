import { sql } from "kysely";
import type { ShownWords } from "../../contract/personal-data.ts";
import { channelOf, ownWords, type Veil } from "../personal-data/veil.ts";

/** A story's name by people and its best mention, as `titleJoin` gives them. */
export type TitleRow = {
  name: string | null;
  lead_title: string | null;
  lead_text: string | null;
  lead_channel: string | null;
};

/** The columns of a story's title; asks for a row called `story` and `titleJoin`. */
export const titleColumns = sql`story.name, lead.title as lead_title, left(lead.text, 160) as lead_text,
  lead.channel as lead_channel`;

/** Joins the mention that names a story to a row called `story`. */
export const titleJoin = sql`
  left join listen.mention_identity as led on led.workspace_id = story.workspace_id and led.id = story.lead_id
  left join listen.mention as lead on lead.workspace_id = led.workspace_id
    and lead.published_at = led.published_at and lead.id = led.id`;

/** What a story is called: by people, else by its best headline, behind the veil. */
export function titleOf(row: TitleRow, veil: Veil): ShownWords {
  if (row.name !== null) return ownWords(row.name);
  const words = row.lead_title || row.lead_text || "";
  const channel = row.lead_channel === null ? null : channelOf({ channel: row.lead_channel });
  return veil(channel).words(words.toWellFormed());
}
