import type { Statement } from "../../contract/statements.ts";
import { type ChangeContext, changeStatement } from "./change-statement.ts";

/** A PR officer takes back what was sent. */
export const removeStatement = (context: ChangeContext, { id }: { id: string }): Promise<Statement> =>
  changeStatement(context, id, { kind: "remove" });
