import type { AnyContractRouter } from "@orpc/contract";
import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { errorStatus } from "#shared/error-codes.ts";
import type { RawRoute } from "./raw-route.ts";

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "key", "requestId"],
  properties: {
    type: { type: "string", format: "uri" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "A sentence in the reader's language, with a next step." },
    code: { type: "string", enum: Object.keys(errorStatus) },
    key: { type: "string" },
    values: { type: "object", additionalProperties: true },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { field: { type: "string" }, key: { type: "string" }, detail: { type: "string" } },
      },
    },
  },
} as const;

/** Builds the OpenAPI 3.1 document of everything the desk can be asked. */
export async function describeApi(
  contract: AnyContractRouter,
  rawRoutes: readonly RawRoute[],
  version: string,
): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: "Gaung",
      version,
      description:
        "Every refusal is an RFC 9457 problem body. Send `Gaung-Workspace: <slug>` to name the workspace, `Authorization: Bearer <key>` to sign in with an API key, `Idempotency-Key` on creates.",
    },
    servers: [{ url: "/api" }],
    security: [{ apiKey: [] }, { session: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "gaung.session_token" },
      },
      schemas: { Problem: problemSchema as never },
    },
    customErrorResponseBodySchema: () => ({ $ref: "#/components/schemas/Problem" }),
  });
  const paths: Record<string, Record<string, unknown>> = {
    ...(document.paths as Record<string, Record<string, unknown>>),
  };
  for (const operations of Object.values(paths)) {
    for (const operation of Object.values(operations)) {
      if (isOperation(operation)) operation.responses = { ...operation.responses, default: problemResponse };
    }
  }
  for (const route of rawRoutes) {
    const parameters = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: {
        tags: [route.tag],
        summary: route.summary,
        parameters,
        responses: {
          [route.answers.status]: { description: "OK", content: { [route.answers.mediaType]: {} } },
          default: problemResponse,
        },
      },
    };
  }
  return { ...document, paths };
}

const problemResponse = {
  description: "Refused",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

function isOperation(value: unknown): value is { responses: Record<string, unknown> } {
  return typeof value === "object" && value !== null && "responses" in value;
}
