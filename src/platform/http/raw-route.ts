import type { Access } from "#shared/permissions.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * A route whose body is not JSON (an upload, a download, a live stream). It declares its access like every operation,
 * stands in the OpenAPI document, and is walked by the same permission test.
 */
export type RawRoute = {
  method: "GET" | "POST";
  /** OpenAPI path under /api, e.g. `/files/{id}`. */
  path: string;
  tag: string;
  summary: string;
  access: Access;
  /** What the answer is, for the OpenAPI document. */
  answers: { status: number; mediaType: string };
  handle(context: RequestContext, request: Request, parameters: Record<string, string>): Promise<Response>;
};

export const rawRoute = (route: RawRoute): RawRoute => route;
