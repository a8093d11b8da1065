import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { makePercolator } from "#text/percolate/percolator.ts";
import { indexText } from "#text/search-vector.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { traitColumns } from "../mentions/mention-traits.ts";
import { monitorDocument } from "../monitors/monitor-document.ts";
import { incomingTree } from "../monitors/monitor-tree.ts";
import { readMonitorQuery } from "../monitors/read-monitor-query.ts";
import { loosenQuery } from "./loosen-query.ts";

/** Chooses from a firehose what a workspace's monitors may find. */
export interface StreamFilter {
  /** Reads monitors that changed since. @returns how many of them choose from streams */
  refresh(db: Db | Tx): Promise<number>;
  passes(draft: MentionDraft): boolean;
}

/** Times in the trees are fixed, so that no clock changes what they say. */
const anyClock = { now: new Date(0), zone: "UTC" };
const unread = traitColumns(undefined, undefined);

/**
 * The monitors of a workspace as a sieve before the store. It lets through everything that a monitor finds, and besides
 * what only its tone, names or tags would have kept out; monitors that name neither words nor an author do not choose.
 */
export function makeStreamFilter(workspaceId: string): StreamFilter {
  const percolator = makePercolator();
  let revision = 0;
  return {
    async refresh(db) {
      const { rows } = await sql<{
        id: string;
        q: string;
        exclude: string;
        zone: string;
        is_on: boolean;
        set_revision: string;
      }>`
        select id, q, exclude, zone, state = 'on' and removed_at is null as is_on, set_revision from listen.monitor
        where workspace_id = ${workspaceId}::uuid and set_revision > ${revision}`.execute(db);
      for (const row of rows) {
        const tree = row.is_on ? loosenQuery(incomingTree(readMonitorQuery(row), row.zone)) : null;
        if (tree === null) percolator.remove(row.id);
        else percolator.set(row.id, tree);
        revision = Math.max(revision, Number(row.set_revision));
      }
      return percolator.size;
    },
    passes: (draft) => percolator.match(documentOf(draft), anyClock).length > 0,
  };
}

function documentOf({ sourceId, sourceTitle, title, text, publishedAt, ...draft }: MentionDraft) {
  return monitorDocument({
    indexed: indexText(title, text),
    publishedAt,
    facts: {
      id: "",
      outlet: draft.outlet,
      author: draft.author,
      channel: draft.channel,
      language: "und",
      url: draft.url,
      imageUrl: draft.imageUrl,
      parentKey: draft.parentExternalId,
      hasAttachments: false,
      hasVersions: false,
      sourceIds: sourceId === null ? [] : [sourceId],
      traits: unread,
    },
    tagKeys: [],
    hasNote: false,
    media: [],
    sourceTitles: [sourceTitle],
  });
}
