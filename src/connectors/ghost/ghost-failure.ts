import { tidyLine } from "#connectors/page/plain-text.ts";
import type { ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { failureOfResponse, type ResponseFacts } from "#connectors/ports/failure-of-response.ts";
import type { RejectionReason } from "#shared/network-failures.ts";
import type { GhostRefusal } from "./ghost-shapes.ts";

const refusals: Readonly<Record<string, RejectionReason>> = {
  UpdateCollisionError: "changed_meanwhile",
  UnsupportedMediaTypeError: "media_kind",
  RequestEntityTooLargeError: "media_size",
  NoPermissionError: "not_permitted",
  HostLimitError: "policy",
};

/** What Ghost means by a refusal: the type of its error where that says more than the status. */
export function failureOfGhost(refusal: GhostRefusal, facts: ResponseFacts): ConnectorFailure {
  const { type, code, message, context } = refusal;
  if (code === "UNKNOWN_ADMIN_API_KEY") return { kind: "reconnect", cause: "revoked" };
  if (type === "UnauthorizedError" || code === "INVALID_JWT")
    return { kind: "reconnect", cause: /expired/i.test(message) ? "expired" : "wrong_secret" };
  // Ghost answers so while it starts or is brought up to date, before anything is begun.
  if (type === "MaintenanceError") return { kind: "retry" };
  const reason = refusals[type];
  if (reason !== undefined) return { kind: "rejected", reason };
  const said = tidyLine(context ?? message, 200);
  if (type === "ValidationError" || type === "BadRequestError")
    return /cannot exceed|too long|maximum length/i.test(said)
      ? { kind: "rejected", reason: "too_long" }
      : { kind: "rejected", reason: "other", ...(said !== "" && { said }) };
  return failureOfResponse(facts);
}
