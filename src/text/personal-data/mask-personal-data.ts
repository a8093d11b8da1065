import type { PersonalData, PersonalDataKind } from "./finding.ts";

/** A place of a masked text, and what stands there in the original. */
export interface Mask {
  kind: PersonalDataKind;
  start: number;
  end: number;
  original: string;
}

/** As long for every finding: the length of a number tells something too. */
const cover = "••••••";

/**
 * A text with findings covered, and what uncovers them for those who may see.
 * @param findings in the order of the text, without overlaps
 */
export function maskPersonalData(
  text: string,
  findings: readonly PersonalData[],
): { text: string; masks: Mask[] } {
  let masked = "";
  let at = 0;
  const masks: Mask[] = [];
  for (const { kind, start, end } of findings) {
    masked += text.slice(at, start);
    masks.push({
      kind,
      start: masked.length,
      end: masked.length + cover.length,
      original: text.slice(start, end),
    });
    masked += cover;
    at = end;
  }
  return { text: masked + text.slice(at), masks };
}

/** The original of a masked text. */
export function unmaskPersonalData(masked: string, masks: readonly Mask[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, original } of masks) {
    text += masked.slice(at, start) + original;
    at = end;
  }
  return text + masked.slice(at);
}
