import { oc } from "@orpc/contract";
import type { Access } from "#shared/permissions.ts";

/** What every operation says about itself beyond its shapes. */
export type OperationMeta = {
  access: Access;
  /** Creates something: an `Idempotency-Key` header makes a repeated call return the first answer. */
  isCreate?: boolean;
  /** The answer holds a secret that is shown once: it is not kept for repeated calls, which get a refusal instead. */
  isShownOnce?: boolean;
};

const contract = oc.$meta<OperationMeta>({ access: "signed_in" });

/** Begins an operation's contract: who may call it comes first, so that it cannot be forgotten. */
export const operation = (access: Access, options: Omit<OperationMeta, "access"> = {}) =>
  contract.meta({ access, ...options });
