import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCycles } from "./cycles.ts";

function reaches(graph: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const queue = [...(graph.get(from) ?? [])];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node === to) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    queue.push(...(graph.get(node) ?? []));
  }
  return false;
}

describe("findCycles", () => {
  test("names exactly the nodes that can reach themselves", () => {
    const nodes = ["a", "b", "c", "d", "e", "f", "g"];
    const edges = fc.array(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const graph = new Map(
          nodes.map((node) => [node, pairs.filter(([a]) => a === node).map(([, b]) => b)]),
        );
        const named = findCycles(graph).flat().sort();
        expect(named).toEqual(nodes.filter((node) => reaches(graph, node, node)));
      }),
    );
  });
});
