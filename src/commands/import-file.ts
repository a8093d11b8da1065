import path from "node:path";
import { bringFile } from "#modules/listen/index.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { createLogger } from "#platform/log/logger.ts";
import { ClearError } from "#shared/clear-error.ts";
import { isFile } from "./is-file.ts";
import { onVisit } from "./open-visit.ts";
import { terminalLine } from "./terminal-line.ts";
import {
  endOnInterrupt,
  loadSentences,
  terminalActor,
  toClearError,
  workspaceNamed,
} from "./transfer-visit.ts";

export type ImportFileOptions = { workspace: string; map?: string[]; dryRun: boolean };

const number = (value: number): string => value.toLocaleString("en");

/** Imports a file from the server's own terminal, beside a running desk or alone. */
export async function importFile(file: string, options: ImportFileOptions): Promise<void> {
  const translate = await loadSentences();
  if (!(await isFile(file))) throw new ClearError(`There is no file ${path.resolve(file)}.`);
  await onVisit(async ({ db, config }) => {
    const workspace = await workspaceNamed(db, options.workspace);
    const line = terminalLine();
    const now = () => new Date();
    const analyst = openAnalyst();
    const parts = {
      db,
      analyst,
      dataDir: config.dataDir,
      now,
      log: createLogger(config.logLevel),
      onProgress: (progress: {
        rowsRead: number;
        rowsTotal: number | null;
        rowsPerSecond: number | null;
        rowsRefused: number;
      }) =>
        line.show(
          () =>
            `${number(progress.rowsRead)} of ${progress.rowsTotal === null ? "?" : `~${number(progress.rowsTotal)}`} rows, ${number(Math.round(progress.rowsPerSecond ?? 0))} a second, ${number(progress.rowsRefused)} refused`,
        ),
    };
    const bring = {
      file: path.resolve(file),
      workspaceId: workspace.id,
      actor: terminalActor,
      pairs: options.map ?? [],
      isDryRun: options.dryRun,
      signal: endOnInterrupt(),
      onMapping: ({ columns }: { columns: Record<string, string | undefined> }) =>
        console.log(
          Object.entries(columns)
            .map(([field, column]) => `${field}=${column}`)
            .join("  "),
        ),
    };
    const done = await bringFile(parts, bring)
      .catch((error: unknown) => {
        throw toClearError(error, translate);
      })
      .finally(() => analyst.close());
    line.clear();
    const { rowsRead, rowsStored, rowsKnown, rowsRefused, state, error } = done;
    console.log(
      `${number(rowsRead)} rows read: ${number(rowsStored)} ${options.dryRun ? "would be new" : "new"}, ${number(rowsKnown)} known already, ${number(rowsRefused)} refused.`,
    );
    if (rowsRefused > 0)
      console.log("The refused rows can be fetched on the desk's import page, with their reasons.");
    if (error !== null) throw new ClearError(translate("en", `errors.${error.key}`, error.values));
    if (state !== "done") console.log("Stopped before the end; a running desk goes on with it by itself.");
  });
}
