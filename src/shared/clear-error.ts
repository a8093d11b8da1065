/** A failure whose message is one clear sentence for whoever sits at the terminal: no stack, no code. */
export class ClearError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ClearError";
  }
}
