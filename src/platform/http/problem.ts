import { ORPCError } from "@orpc/server";
import type { z } from "zod";
import type { Translate } from "#platform/i18n/translator.ts";
import { AppError, type FieldProblem } from "#shared/app-error.ts";
import { type ErrorCode, errorStatus } from "#shared/error-codes.ts";
import type { Locale } from "#shared/ids.ts";

/** The body of every refusal: RFC 9457, with a translated `detail` and, for input, one line per field. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  key: string;
  values: Record<string, string | number>;
  requestId: string;
  errors?: { field: string; key: string; detail: string }[];
};

export type ProblemReader = { locale: Locale; requestId: string; translate: Translate };

/** Says an AppError to its reader. */
export function problemOf(error: AppError, { locale, requestId, translate }: ProblemReader): Problem {
  const key = error.key.replaceAll(".", "_");
  return {
    type: `https://gaung.id/problems/${key}`,
    title: error.code,
    status: errorStatus[error.code],
    detail: translate(locale, `errors.${error.key}`, error.values),
    code: error.code,
    key: error.key,
    values: error.values,
    requestId,
    ...(error.fields.length > 0
      ? {
          errors: error.fields.map((field) => ({
            field: field.field,
            key: field.key,
            detail: translate(locale, `errors.${field.key}`, field.values),
          })),
        }
      : {}),
  };
}

/** Turns whatever was thrown into the AppError that is told; what we did not foresee becomes `internal`. */
export function appErrorOf(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ORPCError) {
    const issues = issuesIn(thrown);
    if (issues) return new AppError("invalid", "invalid_input", {}, thrown, issues.map(fieldProblemOf));
    if (thrown.code === "BAD_REQUEST") return new AppError("invalid", "bad_json", {}, thrown);
    if (thrown.code === "NOT_FOUND") return new AppError("not_found", "no_such_operation", {}, thrown);
  }
  return new AppError("internal", "internal", {}, thrown);
}

function issuesIn(error: ORPCError<string, unknown>): readonly z.core.$ZodIssue[] | undefined {
  const { data } = error;
  if (
    error.code !== "BAD_REQUEST" ||
    typeof data !== "object" ||
    data === null ||
    !("issues" in data) ||
    !Array.isArray(data.issues)
  )
    return undefined;
  return data.issues;
}

function fieldProblemOf(issue: z.core.$ZodIssue): FieldProblem {
  const field = issue.path.map(String).join(".") || "body";
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined && /received undefined/.test(issue.message)
        ? { field, key: "field.required" }
        : { field, key: "field.invalid_type", values: { expected: issue.expected } };
    case "too_small":
      return { field, key: "field.too_small", values: { minimum: String(issue.minimum) } };
    case "too_big":
      return { field, key: "field.too_big", values: { maximum: String(issue.maximum) } };
    case "invalid_format":
      return { field, key: "field.invalid_format", values: { format: issue.format } };
    case "invalid_value":
      return { field, key: "field.invalid_value" };
    case "unrecognized_keys":
      return { field, key: "field.unrecognized_keys", values: { keys: issue.keys.join(", ") } };
    default:
      return { field, key: "field.invalid" };
  }
}
