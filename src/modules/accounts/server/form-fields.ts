import { z } from "zod";
import type { FieldWords } from "#connectors/ports/manifest.ts";
import type { ConnectField } from "../contract/accounts.ts";

/** What JSON Schema says of a field, as far as a form needs it. */
const fieldSchema = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
});

/** The fields of a form, drawn from a network's own schema; a field without words is not for people. */
export function fieldsOf(
  schema: z.ZodObject,
  words: Readonly<Record<string, FieldWords>>,
  part: ConnectField["part"],
): ConnectField[] {
  const drawn = z
    .object({ properties: z.record(z.string(), fieldSchema), required: z.array(z.string()).default([]) })
    .parse(z.toJSONSchema(schema, { io: "input" }));
  return Object.entries(drawn.properties).flatMap(([name, field]): ConnectField[] => {
    const said = words[name];
    if (!said) return [];
    return [
      {
        name,
        part,
        kind: said.isLines === true ? "lines" : kindOf(field),
        isRequired: drawn.required.includes(name),
        choices: field.enum ?? [],
        choiceWords: { ...said.choices },
        label: said.label,
        hint: said.hint ?? null,
        isRare: said.isRare ?? false,
        initial: field.enum && typeof field.default === "string" ? field.default : null,
        isFirst: said.isFirst ?? false,
        example: said.example ?? null,
      },
    ];
  });
}

function kindOf({ type, format, enum: choices }: z.infer<typeof fieldSchema>): ConnectField["kind"] {
  if (choices) return "choice";
  if (type === "boolean") return "switch";
  if (type === "array") return "list";
  if (type === "number" || type === "integer") return "number";
  return format === "uri" ? "url" : "text";
}
