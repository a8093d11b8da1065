import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";

/** The published contract of the interface, which lies beside the checkout, not in it. */
const file = join(import.meta.dirname, "../../../../../shared/contracts/with-notice/mastodon/schema.json");

export const isContractHere = existsSync(file);

const contractShape = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()).optional() })),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
const jsonContent = z.object({
  content: z.object({ "application/json": z.object({ schema: z.unknown() }) }),
});

/** Says what is wrong with an answer by the contract; null where it is right, or the contract says nothing of it. */
export type Contract = (method: string, path: string, status: number, body: unknown) => string | null;

/** The contract, or one that says nothing, loudly, where it is not there. */
export function readContract(): Contract {
  if (!isContractHere) {
    console.warn(`not held against the published contract: ${relative(process.cwd(), file)} is not there`);
    return () => null;
  }
  const { paths, components } = contractShape.parse(JSON.parse(readFileSync(file, "utf8")));
  const $defs: unknown = JSON.parse(withLocalNames(components.schemas));
  const shapes = new Map<string, z.ZodType>();
  const shapeOf = (schema: unknown): z.ZodType => {
    const text = withLocalNames(schema);
    const known = shapes.get(text) ?? z.fromJSONSchema({ ...JSON.parse(text), $defs });
    shapes.set(text, known);
    return known;
  };
  return (method, path, status, body) => {
    const pattern = Object.keys(paths).find((one) => matches(one, path) && paths[one]?.[method]);
    const answer = pattern === undefined ? undefined : paths[pattern]?.[method]?.responses?.[String(status)];
    const described = jsonContent.safeParse(answer);
    if (!described.success) return pattern === undefined ? `${path} is not in the contract` : null;
    const read = shapeOf(described.data.content["application/json"].schema).safeParse(body);
    return read.success ? null : `${method} ${path} ${status}: ${z.prettifyError(read.error).slice(0, 600)}`;
  };
}

const withLocalNames = (schema: unknown): string =>
  JSON.stringify(schema).replaceAll("#/components/schemas/", "#/$defs/");

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const given = path.split("/");
  return (
    parts.length === given.length && parts.every((part, at) => part.startsWith("{") || part === given[at])
  );
}
