import { CaseCode } from "./case-code.ts";

/**
 * By how much a token's own words, letters and lists must speak against every kind of entity for it to be out, so that
 * what stands together around it is not looked at. The lower, the fewer entities tokens like it are in.
 */

const NEVER = 30_000;
/** Values of a word's `usualCase`. */
const UNKNOWN = 0;
const LOWER = 1;
const MOSTLY_LOWER = 2;

/** The gate for what a word gives to its own token, written in one way. */
export function gateAlone(usualCase: number, caseCode: number): number {
  if (caseCode === CaseCode.mark || caseCode === CaseCode.number) return NEVER;
  if (usualCase === LOWER) return caseCode === CaseCode.lower || caseCode === CaseCode.titleAtStart ? 0 : 80;
  return usualCase === MOSTLY_LOWER && !isCapital(caseCode) ? 60 : 100;
}

/** The gate for what a token's word and its neighbours give together. */
export function gateAmongWords(usualCase: number, caseCode: number, isListed: boolean): number {
  if (caseCode === CaseCode.number) return 80;
  if (caseCode === CaseCode.mark) return 150;
  if (usualCase === LOWER) return isListed && isCapital(caseCode) ? 150 : 40;
  const isPlain = !isListed && !isCapital(caseCode) && (usualCase === UNKNOWN || usualCase === MOSTLY_LOWER);
  return isPlain ? 80 : 150;
}

const isCapital = (caseCode: number): boolean =>
  caseCode !== CaseCode.lower && caseCode !== CaseCode.unknown && caseCode !== CaseCode.titleAtStart;
