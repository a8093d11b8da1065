import { jsonToLex, lexicons } from "@atproto/api";

/** Holds an answer of the simulator to the published lexicon. @throws where it is no answer that a real server gives */
export function checkAnswer(method: string, answer: object): void {
  lexicons.assertValidXrpcOutput(method, jsonToLex(answer));
}

/** What a server says of a call's parameters or body that does not fit; null where it fits. */
export function complaintOf(method: string, kind: "params" | "input", value: unknown): string | null {
  try {
    if (kind === "params") lexicons.assertValidXrpcParams(method, value);
    else lexicons.assertValidXrpcInput(method, jsonToLex(value as object));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What a server says of a record before it is written; null where it fits its lexicon. */
export function complaintOfRecord(collection: string, record: object): string | null {
  try {
    lexicons.assertValidRecord(collection, jsonToLex(record));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Parameters of a query with the types that its lexicon names: in an address everything is text. */
export function readParams(method: string, query: URLSearchParams): Record<string, unknown> {
  const known = lexicons.getDef(method);
  const properties = known?.type === "query" ? (known.parameters?.properties ?? {}) : {};
  return Object.fromEntries(
    [...new Set(query.keys())].map((name): [string, unknown] => {
      const type = properties[name]?.type;
      const values = query.getAll(name);
      if (type === "array") return [name, values];
      if (type === "integer") return [name, Number(values[0])];
      return [name, type === "boolean" ? values[0] === "true" : values[0]];
    }),
  );
}
