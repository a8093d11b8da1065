import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Beside the project, not in it: the published description of the Bot API as data. */
const file = new URL("../../../../../shared/contracts/ok/telegram/api.json", import.meta.url);

const field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const contract = z.object({
  version: z.string(),
  methods: z.record(
    z.string(),
    z.object({ fields: z.array(field).default([]), returns: z.array(z.string()) }),
  ),
  types: z.record(
    z.string(),
    z.object({ fields: z.array(field).default([]), subtypes: z.array(z.string()).default([]) }),
  ),
});

export interface BotContract {
  readonly version: string;
  /** What in a call to a method is not as the contract has it. */
  readonly offencesOfCall: (method: string, parameters: Readonly<Record<string, unknown>>) => string[];
  /** What in a method's result is not as the contract has it. */
  readonly offencesOfResult: (method: string, result: unknown) => string[];
  readonly offencesOf: (type: string, value: unknown) => string[];
}

/** The contract; null where it is not at hand. */
export function readBotContract(): BotContract | null {
  if (!existsSync(file)) return null;
  const { methods, types, version } = contract.parse(JSON.parse(readFileSync(file, "utf8")));

  /** Of a value that may have any of several types, those of the nearest one. */
  const offencesOfAny = (wanted: readonly string[], value: unknown, at: string): string[] =>
    wanted
      .map((type) => offencesOfType(type, value, at))
      .reduce((best, one) => (one.length < best.length ? one : best));

  function offencesOfType(type: string, value: unknown, at: string): string[] {
    const inner = /^Array of (.+)$/.exec(type)?.[1];
    if (inner !== undefined)
      return Array.isArray(value)
        ? value.flatMap((one, index) => offencesOfType(inner, one, `${at}[${index}]`))
        : [`${at} is not a list`];
    const isPlain = plain.get(type);
    if (isPlain) return isPlain(value) ? [] : [`${at} is not ${type}`];
    const known = types[type];
    if (!known) return [`${at}: no type is called ${type}`];
    if (known.subtypes.length > 0) return offencesOfAny(known.subtypes, value, at);
    const read = z.record(z.string(), z.unknown()).safeParse(value);
    return read.success ? offencesOfFields(known.fields, read.data, at) : [`${at} is not ${type}`];
  }

  function offencesOfFields(
    fields: readonly z.infer<typeof field>[],
    value: Readonly<Record<string, unknown>>,
    at: string,
  ): string[] {
    const unknown = Object.keys(value).filter((name) => !fields.some((one) => one.name === name));
    return [
      ...unknown.map((name) => `${at}.${name} is not in the contract`),
      ...fields.flatMap(({ name, types: wanted, required }) => {
        if (value[name] !== undefined) return offencesOfAny(wanted, value[name], `${at}.${name}`);
        return required ? [`${at}.${name} is missing`] : [];
      }),
    ];
  }

  return {
    version,
    offencesOfCall: (method, parameters) => {
      const known = methods[method];
      return known ? offencesOfFields(known.fields, parameters, method) : [`no method is called ${method}`];
    },
    offencesOfResult: (method, result) =>
      offencesOfAny(methods[method]?.returns ?? [], result, `${method}()`),
    offencesOf: (type, value) => offencesOfType(type, value, type),
  };
}

const plain = new Map<string, (value: unknown) => boolean>([
  ["Integer", Number.isSafeInteger],
  ["Float", (value) => typeof value === "number"],
  ["String", (value) => typeof value === "string"],
  ["Boolean", (value) => typeof value === "boolean"],
  ["InputFile", (value) => value instanceof File || typeof value === "string"],
]);
