import type { Statement } from "../../contract/statements.ts";
import { type ActContext, actOnStatement } from "./act-on-statement.ts";
import { giveUpAfterMs } from "./statement-machine.ts";

/** A PR officer tries again what did not go out; it has another day for it. */
export const retryStatement = (context: ActContext, { id }: { id: string }): Promise<Statement> =>
  actOnStatement(context, id, (at) => ({
    event: "retry",
    written: {
      cause: null,
      said: null,
      attempts: 0,
      next_try_at: at,
      give_up_at: new Date(at.getTime() + giveUpAfterMs),
    },
  }));
