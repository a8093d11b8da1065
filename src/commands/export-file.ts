import path from "node:path";
import { takeOut } from "#modules/listen/index.ts";
import { onVisit } from "./open-visit.ts";
import { terminalLine } from "./terminal-line.ts";
import {
  endOnInterrupt,
  loadSentences,
  terminalActor,
  toClearError,
  workspaceNamed,
} from "./transfer-visit.ts";

export type ExportFileOptions = { workspace: string; query: string; withPersonalData?: boolean };

/** Exports what a query finds from the server's own terminal, beside a running desk or alone. */
export async function exportFile(file: string, options: ExportFileOptions): Promise<void> {
  const translate = await loadSentences();
  await onVisit(async ({ db }) => {
    const workspace = await workspaceNamed(db, options.workspace);
    const line = terminalLine();
    const target = path.resolve(file);
    const wish = {
      file: target,
      workspace,
      q: options.query,
      isPlain: options.withPersonalData === true,
      actor: terminalActor,
      onProgress: (rows: number) => line.show(() => `${rows.toLocaleString("en")} rows`),
      signal: endOnInterrupt(),
    };
    const { rows, isCut } = await takeOut({ db, translate, now: () => new Date() }, wish).catch(
      (error: unknown) => {
        throw toClearError(error, translate);
      },
    );
    line.clear();
    console.log(`${target}: ${rows.toLocaleString("en")} rows.`);
    if (isCut) console.log(translate("en", "errors.export.cut", { rows }));
  });
}
