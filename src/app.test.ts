import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { OperationMeta } from "#platform/contract/operation.ts";
import type { Problem } from "#platform/http/problem.ts";
import type { Access } from "#shared/permissions.ts";
import { mayRole } from "#shared/permissions.ts";
import { testDesk } from "#test/desk.ts";
import { appContract } from "./app-contract.ts";

type Walked = { name: string; method: string; path: string; access: Access };

/** Every operation of the contract and every raw route, whatever is added later. */
function everyOperation(node: object, path: string[] = []): Walked[] {
  if ("~orpc" in node) {
    const { route, meta } = node["~orpc"] as { route: { method: string; path: string }; meta: OperationMeta };
    return [{ name: path.join("."), method: route.method, path: route.path, access: meta.access }];
  }
  return Object.entries(node).flatMap(([key, inner]) => everyOperation(inner as object, [...path, key]));
}

const test = await testDesk();
afterAll(() => test[Symbol.asyncDispose]());
const operations: Walked[] = [
  ...everyOperation(appContract),
  ...test.desk.rawRoutes.map((route) => ({
    name: `${route.method} ${route.path}`,
    method: route.method,
    path: route.path,
    access: route.access,
  })),
];
const guarded = operations.filter(({ access }) => access !== "public");
const permitted = guarded.filter(({ access }) => access !== "signed_in");

const address = (path: string): string => path.replace(/\{\w+\}/g, randomUUID());
const bodyFor = (method: string): unknown => (method === "GET" || method === "DELETE" ? undefined : {});

async function expectProblem(response: Response, status: number): Promise<Problem> {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as Problem;
  expect(problem).toMatchObject({ status, requestId: response.headers.get("x-request-id") });
  expect(problem.detail).not.toMatch(/^errors\./);
  return problem;
}

const viewer = await test.signIn("viewer");
const stranger = await test.signIn("owner");

describe("the permission walk", () => {
  it("finds the operations it is to walk", () => {
    expect(operations.length).toBeGreaterThan(60);
    expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(operations.length);
  });

  it.each(guarded)("$name answers nobody with 401", async ({ method, path }) => {
    await expectProblem(await test.nobody.call(method, address(path), bodyFor(method)), 401);
  });

  it.each(permitted.filter(({ access }) => !mayRole("viewer", access as never)))(
    "$name answers a viewer with 403",
    async ({ method, path }) => {
      await expectProblem(await viewer.call(method, address(path), bodyFor(method)), 403);
    },
  );

  it.each(permitted)("$name answers a stranger to the workspace with 404", async ({ method, path }) => {
    await expectProblem(
      await stranger.call(method, address(path), bodyFor(method), { "gaung-workspace": viewer.slug }),
      404,
    );
  });

  it.each(
    operations.filter(
      ({ method, name }) => method !== "GET" && method !== "DELETE" && !name.startsWith("POST "),
    ),
  )("$name answers a body that is no JSON, or no object, with 422", async ({ method, path }) => {
    const broken = await expectProblem(await stranger.call(method, address(path), "{"), 422);
    expect(broken.key).toBe("bad_json");
  });

  it("names the field that is wrong, in the reader's language", async () => {
    const response = await stranger.call(
      "POST",
      "/api-keys",
      { name: "", scopes: ["nonsense"] },
      { "accept-language": "en" },
    );
    const problem = await expectProblem(response, 422);
    expect(problem.errors?.map(({ field }) => field)).toEqual(expect.arrayContaining(["name", "scopes.0"]));
    expect(problem.detail).toMatch(/Mend what is marked/);
  });

  it("names the field with a character that no database keeps", async () => {
    const named = await stranger.call("POST", "/api-keys", { name: "kunci\0", scopes: ["mentions.read"] });
    expect((await expectProblem(named, 422)).errors?.map(({ field }) => field)).toEqual(["name"]);
    expect((await stranger.call("GET", "/listen/mentions?q=%00")).status).toBe(200);
    const office = await stranger.call("GET", "/api-keys?workspace=%00");
    await expectProblem(office, 422);
  });
});

describe("the API", () => {
  it("describes every operation in one OpenAPI 3.1 document", async () => {
    const document = (await (await test.nobody.call("GET", "/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it("has a reference page that needs no script", async () => {
    const page = await (await test.nobody.call("GET", "/reference")).text();
    expect(page).toContain("/api/listen/mentions");
    expect(page).not.toContain("<script");
  });

  it("answers an address it does not know with a problem", async () => {
    const owner = await test.signIn("owner");
    expect((await expectProblem(await owner.call("GET", "/no/such/thing"), 404)).key).toBe(
      "no_such_operation",
    );
  });

  it("runs a create once for one idempotency key, and refuses the key for another request", async () => {
    const owner = await test.signIn("owner");
    const key = { "idempotency-key": randomUUID() };
    const create = (name: string) => owner.call("POST", "/workspaces", { name }, key);
    const [first, again] = [
      await (await create("Humas Kota")).json(),
      await (await create("Humas Kota")).json(),
    ];
    expect(again).toEqual(first);
    await expectProblem(await create("Humas Desa"), 409);
  });

  it("reports health in ages", async () => {
    const response = await test.desk.app.request("/healthz");
    expect(await response.json()).toMatchObject({
      status: "ok",
      oldestDueJobSeconds: null,
      lastSuccessfulPollSeconds: null,
    });
  });

  it("gives figures to scrapers", async () => {
    expect(await (await test.desk.app.request("/metrics")).text()).toContain("gaung_oldest_due_job_seconds");
  });

  it("sends a strict content security policy without inline script", async () => {
    const policy = (await test.nobody.call("GET", "/desk")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});
