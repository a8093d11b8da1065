import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { followedPageContract } from "../../contract/followed-pages.ts";
import { sandboxContract } from "../../contract/sandbox.ts";
import { statementContract } from "../../contract/statements.ts";
import { followStatement } from "../followed-pages/follow-statement.ts";
import type { NetworkParts } from "../network-parts.ts";
import { readSandbox } from "../sandbox/read-sandbox.ts";
import { updateSandbox } from "../sandbox/update-sandbox.ts";
import { cancelStatement } from "./cancel-statement.ts";
import { decideStatement } from "./decide-statement.ts";
import { editStatement } from "./edit-statement.ts";
import { getSpeaker } from "./get-speaker.ts";
import { listStatements } from "./list-statements.ts";
import { removeStatement } from "./remove-statement.ts";
import { retryStatement } from "./retry-statement.ts";
import { sendStatement } from "./send-statement.ts";

/** Joins the operations on what is said, and the sandbox switch, to their contracts. */
export function statementRoutes(parts: NetworkParts) {
  const api = implement(statementContract).$context<RequestContext>();
  const sandbox = implement(sandboxContract).$context<RequestContext>();
  const pages = implement(followedPageContract).$context<RequestContext>();
  return {
    followStatement: pages.followStatement.handler(({ context, input }) => followStatement(context, input)),
    listStatements: api.listStatements.handler(({ context, input }) => listStatements(context, input)),
    getSpeaker: api.getSpeaker.handler(({ context, input }) => getSpeaker(context, input, parts)),
    sendStatement: api.sendStatement.handler(({ context, input }) => sendStatement(context, input, parts)),
    editStatement: api.editStatement.handler(({ context, input }) => editStatement(context, input)),
    removeStatement: api.removeStatement.handler(({ context, input }) => removeStatement(context, input)),
    retryStatement: api.retryStatement.handler(({ context, input }) => retryStatement(context, input)),
    cancelStatement: api.cancelStatement.handler(({ context, input }) => cancelStatement(context, input)),
    decideStatement: api.decideStatement.handler(({ context, input }) => decideStatement(context, input)),
    getSandbox: sandbox.getSandbox.handler(({ context }) => readSandbox(context.db, context.workspaceId)),
    updateSandbox: sandbox.updateSandbox.handler(({ context, input }) => updateSandbox(context, input)),
  };
}
