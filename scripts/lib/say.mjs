/** What a person at a terminal is told. All of it goes to stderr, so that `gaung export > file` stays clean. */

/** A reason to stop that a person can act on; it is printed without a stack. */
export class SayAndStop extends Error {}

/**
 * One line of progress.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`gaung: ${text}\n`);
}

/**
 * Turns what the system reports into one sentence about `folder`.
 * @param {unknown} error
 * @param {string} folder
 * @returns {SayAndStop}
 */
export function explainFileError(error, folder) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC")
    return new SayAndStop(`The disk is full: free some space for ${folder} and run the command again.`);
  if (code === "EROFS")
    return new SayAndStop(`The folder ${folder} is read-only: move Gaung to a place that can be written to.`);
  if (code === "EACCES" || code === "EPERM")
    return new SayAndStop(
      `You may not write in ${folder}: run the command as the user that owns this folder.`,
    );
  return new SayAndStop(
    `Cannot write in ${folder}: ${error instanceof Error ? error.message : String(error)}`,
  );
}
