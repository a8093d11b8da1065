import { ORPCError, os } from "@orpc/server";
import type { OperationMeta } from "#platform/contract/operation.ts";
import type { Logger } from "#platform/log/logger.ts";
import { errorStatus } from "#shared/error-codes.ts";
import { checkAccess } from "./check-access.ts";
import { onceOnly } from "./idempotency.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import { appErrorOf, type Problem, type ProblemReader, problemOf } from "./problem.ts";
import { createRequestContext, type RequestContext } from "./request-context.ts";
import { refuseUnkeptCharacter } from "./unkept-character.ts";

/**
 * What stands before every operation: `implement(contract).$context<IncomingRequest>().use(guardOperations(log))`.
 * The operation's declared access is checked, a create with an `Idempotency-Key` is run only once, and whatever a
 * handler throws becomes a problem body.
 */
export const guardOperations = (log: Logger) =>
  os
    .$context<IncomingRequest>()
    .$meta<OperationMeta>({ access: "signed_in" })
    .middleware(async ({ context, next, procedure, path }, input: unknown) => {
      const reader: ProblemReader = {
        locale: context.locale,
        requestId: context.requestId,
        translate: context.translate,
      };
      const operation = path.join(".");
      try {
        const meta = procedure["~orpc"].meta;
        const request: RequestContext = createRequestContext({
          ...context,
          membership: await checkAccess(context, meta.access),
        });
        const key = context.headers.get("idempotency-key");
        if (!meta.isCreate || !key) return await next({ context: request });
        const answer = await onceOnly(
          request,
          key,
          { operation, input, isShownOnce: meta.isShownOnce === true },
          async () => (await next({ context: request })).output,
        );
        return { output: answer, context: request };
      } catch (thrown) {
        throw problemError(refuseUnkeptCharacter(thrown, input) ?? thrown, reader, log, operation);
      }
    });

/** Wraps a problem so that the API library answers with its status and body. */
export function problemError(
  thrown: unknown,
  reader: ProblemReader,
  log: Logger,
  where: string,
): ORPCError<string, Problem> {
  const error = appErrorOf(thrown);
  if (error.code === "internal")
    log.error({ err: error.cause ?? error, requestId: reader.requestId, where }, "request failed");
  else
    log.debug({ key: error.key, cause: error.cause, requestId: reader.requestId, where }, "request refused");
  return new ORPCError(error.code.toUpperCase(), {
    status: errorStatus[error.code],
    data: problemOf(error, reader),
  });
}
