import { z } from "zod";

/** A problem body as the server writes it (RFC 9457): `detail` is already a sentence in the reader's language. */
const ProblemBody = z.object({
  title: z.string().catch(""),
  status: z.number().catch(0),
  detail: z.string().catch(""),
  code: z.string().catch("internal"),
  key: z.string().catch(""),
  values: z.record(z.string(), z.union([z.string(), z.number()])).catch({}),
  requestId: z.string().optional().catch(undefined),
  errors: z
    .array(z.object({ field: z.string(), key: z.string().catch(""), detail: z.string().catch("") }))
    .catch([]),
});

const isRecord = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export type FieldFault = { field: string; key: string; detail: string };

/** A refusal or failure of the server, as a reader may be told of it. `code` is `offline` when no answer came at all. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly key: string;
  readonly values: Record<string, string | number>;
  /** What is wrong with single input fields: dotted path and sentence. */
  readonly fields: readonly FieldFault[];
  /** The trace code that the server's log knows this failure by. */
  readonly requestId: string | undefined;
  constructor(status: number, body: unknown, requestId?: string) {
    const problem = ProblemBody.parse(isRecord(body) ? body : {});
    super(problem.detail || problem.title);
    this.name = "ProblemError";
    this.status = status;
    this.code = problem.code;
    this.key = problem.key;
    this.values = problem.values;
    this.fields = problem.errors;
    this.requestId = problem.requestId ?? requestId;
  }

  /** The sentence about one field, or undefined when that field is fine. */
  faultOf(field: string): string | undefined {
    return this.fields.find((fault) => fault.field === field)?.detail;
  }
}

/** The failure of a request that got no answer: no network, server down. */
export const offlineProblem = (): ProblemError => new ProblemError(0, { code: "offline", key: "offline" });

/** Reads the failure out of a response that is not ok; bodies that are not problem bodies still end in a ProblemError. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  try {
    return new ProblemError(response.status, await response.json(), requestId);
  } catch {
    return new ProblemError(response.status, {}, requestId);
  }
}

export const isProblem = (error: unknown, code?: string): error is ProblemError =>
  error instanceof ProblemError && (code === undefined || error.code === code);
