import type { Format } from "#web/i18n/format.ts";

/** A share from 0 to 1 with two decimals; what is nearly all is not rounded to certainty. */
export const writtenShare = (share: number, format: Pick<Format, "number">): string =>
  share > 0.99 && share < 1 ? `>${format.number(0.99)}` : format.number(share);

/** How sure a share sounds: the key of its words under `analysis.sure`. @param share 0 to 1 */
export function sureWord(share: number): "almost" | "quite" | "rather" | "hardly" {
  if (share >= 0.9) return "almost";
  if (share >= 0.75) return "quite";
  return share >= 0.6 ? "rather" : "hardly";
}
