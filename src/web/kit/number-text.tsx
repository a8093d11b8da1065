import { useFormat } from "../i18n/use-format.ts";

/** A number as the reader's language writes it: 1.204 · 60% · 3,4 MB · 12,4 rb. */
export function NumberText({
  value,
  look = "whole",
}: {
  value: number;
  look?: "whole" | "number" | "percent" | "bytes" | "compact";
}) {
  return <>{useFormat()[look](value)}</>;
}
