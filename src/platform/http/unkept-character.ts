import { AppError } from "#shared/app-error.ts";

/** PostgreSQL's codes for U+0000 in text and in JSON. */
const refusals: readonly unknown[] = ["22021", "22P05"];

/** The refusal for input with a character that PostgreSQL cannot keep, which names the field; null for any other failure. */
export function refuseUnkeptCharacter(thrown: unknown, input: unknown): AppError | null {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown) || !refusals.includes(thrown.code))
    return null;
  const field = findZeroCharacter(input) ?? "body";
  return new AppError("invalid", "invalid_input", {}, thrown, [{ field, key: "field.zero_character" }]);
}

/** The dotted path to the first text with U+0000 in it. */
function findZeroCharacter(value: unknown): string | null {
  const open: [path: string, value: unknown][] = [["", value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, part] = next;
    if (typeof part === "string" && part.includes("\0")) return path;
    if (typeof part !== "object" || part === null) continue;
    for (const [name, inner] of Object.entries(part))
      open.push([path === "" ? name : `${path}.${name}`, inner]);
  }
  return null;
}
