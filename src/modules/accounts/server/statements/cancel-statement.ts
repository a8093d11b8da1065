import type { Statement } from "../../contract/statements.ts";
import { type ActContext, actOnStatement } from "./act-on-statement.ts";

/** A PR officer calls off what still waits. */
export const cancelStatement = (context: ActContext, { id }: { id: string }): Promise<Statement> =>
  actOnStatement(context, id, () => ({ event: "cancel", written: { cause: null } }));
