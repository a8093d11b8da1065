import type { Statement } from "../../contract/statements.ts";
import { type ActContext, actOnStatement } from "./act-on-statement.ts";
import { giveUpAfterMs } from "./statement-machine.ts";

/** A PR officer looked on the network, and says whether the statement stands there. */
export const decideStatement = (
  context: ActContext,
  { id, stands, url }: { id: string; stands: boolean; url?: string | undefined },
): Promise<Statement> =>
  actOnStatement(context, id, (at) =>
    stands
      ? { event: "confirm", written: { url: url ?? null } }
      : {
          event: "miss",
          written: { cause: null, next_try_at: at, give_up_at: new Date(at.getTime() + giveUpAfterMs) },
        },
  );
