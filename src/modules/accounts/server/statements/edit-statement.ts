import type { Statement } from "../../contract/statements.ts";
import { type ChangeContext, changeStatement } from "./change-statement.ts";

/** A PR officer changes the text of what was sent. */
export const editStatement = (
  context: ChangeContext,
  { id, text }: { id: string; text: string },
): Promise<Statement> => changeStatement(context, id, { kind: "edit", text });
