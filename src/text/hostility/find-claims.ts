import type { ReadToken } from "../read/reading.ts";
import { Claim } from "./claim-words.ts";
import type { ClaimMark, ClaimPart } from "./hostility.ts";
import { Brief } from "./word-marks.ts";

/** So far apart a head of a place and its name may stand. */
const widestGap = 2;

/**
 * Which parts of what a text says can be checked: a service it is about, a place, a time, an amount.
 * @param brief the `Brief` of each token
 */
export function findClaims(tokens: readonly ReadToken[], brief: Int32Array): ClaimMark[] {
  const found: ClaimMark[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const part = partAt(tokens, brief, index);
    if (token === undefined || part === null) continue;
    const next = tokens[index + 1];
    const takesNext =
      (part === "place" || (part === "amount" && token.kind === "number")) && next !== undefined;
    found.push({ part, start: token.start, end: takesNext ? next.end : token.end });
  }
  return found;
}

/** Whether parts of several kinds can be checked: two of them make a claim. */
export function isCheckable(tokens: readonly ReadToken[], brief: Int32Array): boolean {
  let first: ClaimPart | null = null;
  for (let index = 0; index < tokens.length; index += 1) {
    const part = partAt(tokens, brief, index);
    if (part === null || part === first) continue;
    if (first !== null) return true;
    first = part;
  }
  return false;
}

/** The part of a claim that begins at a token. */
function partAt(tokens: readonly ReadToken[], brief: Int32Array, index: number): ClaimPart | null {
  const own = brief[index] ?? 0;
  if ((own & (Brief.claims | Brief.number)) === 0) return null;
  const token = tokens[index];
  if (token === undefined) return null;
  const claim = own & Brief.claims;
  const next = index + 1 < tokens.length ? tokens[index + 1] : undefined;
  const before = index > 0 ? (brief[index - 1] ?? 0) & Brief.claims : 0;
  const after = next === undefined ? 0 : (brief[index + 1] ?? 0) & Brief.claims;
  if (token.kind === "number")
    return (after & Claim.unit) !== 0 || (before & Claim.money) !== 0 ? "amount" : null;
  if (token.kind !== "word") return null;
  if ((claim & Claim.unit) !== 0 && (claim & Claim.money) !== 0) return "amount";
  if ((claim & Claim.inPlace) !== 0)
    return next?.kind === "word" &&
      (after & Claim.noPlace) === 0 &&
      ((after & Claim.placeHead) !== 0 || isCapital(next))
      ? "place"
      : null;
  if ((claim & Claim.placeHead) !== 0 && next !== undefined && next.start - token.end <= widestGap)
    if (next.kind === "number" || (next.kind === "word" && isCapital(next))) return "place";
  if ((claim & Claim.sureTime) !== 0) return "time";
  if ((claim & Claim.time) !== 0) {
    const isCounted = (index > 0 && tokens[index - 1]?.kind === "number") || next?.kind === "number";
    if (isCounted || (after & Claim.afterTime) !== 0 || (before & Claim.beforeTime) !== 0) return "time";
  }
  return (claim & Claim.service) !== 0 ? "service" : null;
}

const isCapital = ({ letterCase }: ReadToken): boolean => letterCase === "title" || letterCase === "upper";
