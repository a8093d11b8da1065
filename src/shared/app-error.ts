import type { ErrorCode } from "./error-codes.ts";

export type ErrorValues = Record<string, string | number>;

/** One refused input field: where it is (dotted path) and the message key that says why. */
export type FieldProblem = { field: string; key: string; values?: ErrorValues };

/**
 * A failure with two sides: the reader gets the translated sentence `errors.<key>` filled with `values`, the log gets
 * `internal`. Nothing of `internal` ever leaves the server.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly key: string;
  readonly values: ErrorValues;
  readonly fields: readonly FieldProblem[];
  constructor(
    code: ErrorCode,
    key: string,
    values: ErrorValues = {},
    internal?: unknown,
    fields: readonly FieldProblem[] = [],
  ) {
    super(key, internal === undefined ? undefined : { cause: internal });
    this.name = "AppError";
    this.code = code;
    this.key = key;
    this.values = values;
    this.fields = fields;
  }
}

/** A refusal that names the input field at fault. */
export const invalidField = (field: string, key: string, values: ErrorValues = {}): AppError =>
  new AppError("invalid", "invalid_input", {}, undefined, [{ field, key, values }]);

/** The same answer for a row that does not exist and for one of another workspace. */
export const notFound = (noun: string, internal?: unknown): AppError =>
  new AppError("not_found", "not_found", { noun }, internal);
