import type { z } from "zod";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { ImportMapping, importContract } from "../../contract/imports.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { wordsOfFiles } from "../personal-data/words-of-files.ts";
import { fileSourceOf } from "./file-source.ts";
import { findKnownDrafts } from "./find-known-drafts.ts";
import type { TransferServices } from "./import-parts.ts";
import { findImport } from "./import-store.ts";
import { openImport, readerFor } from "./open-import.ts";
import { firstRows } from "./preview-import.ts";
import { readImportRow } from "./read-import-row.ts";

type Output = NonNullable<(typeof importContract.checkImport)["~orpc"]["outputSchema"]>;
export type ImportCheck = z.input<Output>;

const checkedRows = 1_000;
const shownReasons = 100;
const shownSample = 10;

/** An officer tries a mapping on the first thousand rows and sees what would come of them; nothing is stored. */
export async function checkImport(
  context: Pick<RequestContext, "db" | "workspaceId" | "now" | "membership">,
  { id, mapping }: { id: string; mapping: ImportMapping },
  { dataDir }: Pick<TransferServices, "dataDir">,
): Promise<ImportCheck> {
  const { db, workspaceId } = context;
  const record = await findImport(db, workspaceId, id);
  const table = await openImport(dataDir, record, mapping.sheet);
  try {
    const now = context.now();
    const { zone } = context.membership;
    const reader = readerFor(record, table.columns, mapping, {
      now,
      zone,
      source: fileSourceOf(workspaceId),
    });
    const say = await wordsOfFiles(db, workspaceId, context.membership);
    const rows = await firstRows(table, checkedRows);
    const drafts: MentionDraft[] = [];
    const refused: ImportCheck["refused"] = [];
    for (const row of rows) {
      const read = readImportRow(row, reader);
      if ("draft" in read) drafts.push(read.draft);
      else
        refused.push(
          ...read.reasons.map(({ field, key, value }) => ({
            row: row.number,
            field,
            key,
            value: say(value),
          })),
        );
    }
    const known = (await findKnownDrafts(db, workspaceId, drafts, now)).filter((isKnown) => isKnown).length;
    return {
      checked: rows.length,
      accepted: drafts.length,
      known,
      refused: refused.slice(0, shownReasons),
      sample: drafts.slice(0, shownSample).map((draft) => ({
        title: say((draft.title || draft.text).slice(0, 200)),
        outlet: draft.outlet,
        channel: draft.channel,
        publishedAt: draft.publishedAt.toISOString(),
        url: draft.url === null ? null : say(draft.url),
      })),
    };
  } finally {
    table.close();
  }
}
