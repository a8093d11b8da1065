import { describe, expect, test } from "vitest";
import { isProblem, offlineProblem, ProblemError, problemOf } from "./problem-error.ts";

const body = {
  type: "https://gaung.id/problems/invalid_input",
  title: "invalid",
  status: 422,
  detail: "Ada isian yang perlu dibetulkan.",
  code: "invalid",
  key: "invalid_input",
  values: { maximum: "120" },
  requestId: "7F3A-19C2",
  errors: [{ field: "name", key: "field.required", detail: "Nama harus diisi." }],
};

describe("a problem body", () => {
  test("keeps its sentence, key, fields and trace code", async () => {
    const problem = await problemOf(new Response(JSON.stringify(body), { status: 422 }));
    expect(problem.message).toBe(body.detail);
    expect(problem.key).toBe("invalid_input");
    expect(problem.values).toEqual({ maximum: "120" });
    expect(problem.faultOf("name")).toBe("Nama harus diisi.");
    expect(problem.faultOf("email")).toBeUndefined();
    expect(problem.requestId).toBe("7F3A-19C2");
    expect(isProblem(problem, "invalid")).toBe(true);
    expect(isProblem(problem, "gone")).toBe(false);
  });
});

describe("an answer that is not a problem body", () => {
  test("of a proxy still becomes a problem with its status", async () => {
    const answer = new Response("<h1>502</h1>", { status: 502, headers: { "x-request-id": "abc" } });
    const problem = await problemOf(answer);
    expect(problem.status).toBe(502);
    expect(problem.code).toBe("internal");
    expect(problem.requestId).toBe("abc");
  });
  test.each([null, 7, [], { errors: "none", values: [1] }])("%j does not throw", (strange) => {
    expect(new ProblemError(500, strange).fields).toEqual([]);
  });
});

test("no answer at all is told apart", () => {
  expect(isProblem(offlineProblem(), "offline")).toBe(true);
});
