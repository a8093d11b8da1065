import { ClearError } from "#shared/clear-error.ts";

/** The embedded server cannot serve; the message is one sentence for the terminal. */
export class EmbeddedDatabaseError extends ClearError {}
