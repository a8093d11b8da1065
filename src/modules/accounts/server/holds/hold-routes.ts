import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { holdContract } from "../../contract/holds.ts";
import { statementContract } from "../../contract/statements.ts";
import { liftHold } from "./lift-hold.ts";
import { liftHolds } from "./lift-holds.ts";
import { listHeldStatements } from "./list-held-statements.ts";
import { listHolds } from "./list-holds.ts";
import { placeHold } from "./place-hold.ts";
import { previewHold } from "./preview-hold.ts";
import { releaseStatement } from "./release-statement.ts";

/** Joins the operations of the emergency brake to their contracts. */
export function holdRoutes() {
  const api = implement(holdContract).$context<RequestContext>();
  const statements = implement(statementContract).$context<RequestContext>();
  return {
    listHolds: api.listHolds.handler(({ context }) => listHolds(context)),
    previewHold: api.previewHold.handler(({ context, input }) => previewHold(context, input)),
    placeHold: api.placeHold.handler(({ context, input }) => placeHold(context, input)),
    liftHold: api.liftHold.handler(({ context, input }) => liftHold(context, input)),
    liftHolds: api.liftHolds.handler(({ context, input }) => liftHolds(context, input)),
    listHeldStatements: statements.listHeldStatements.handler(({ context, input }) =>
      listHeldStatements(context, input),
    ),
    releaseStatement: statements.releaseStatement.handler(({ context, input }) =>
      releaseStatement(context, input),
    ),
  };
}
