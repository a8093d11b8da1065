/** One offence against the rules of the house. `file` is relative to the root, with forward slashes. */
export type Problem = { file: string; line?: number; message: string };

/** What a check saw: how many things it read, and what it refuses. */
export type CheckResult = { read: number; problems: Problem[] };

/** A check reads the tree under `root` (an absolute folder) and never changes it. */
export type Check = (root: string) => Promise<CheckResult>;

/**
 * Ends a check. A check that read nothing has proved nothing, so it is refused: this is what keeps a moved folder
 * or a changed parser from turning into a silent pass. `what` names the things that should have been there.
 */
export function conclude(what: string, read: number, problems: readonly Problem[]): CheckResult {
  if (read > 0) return { read, problems: [...problems] };
  return {
    read,
    problems: [...problems, { file: ".", message: `no ${what} found: this check read nothing` }],
  };
}

/** One line a person can click: `src/a.ts:3: message`. */
export function formatProblem({ file, line, message }: Problem): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}
