import { findAddresses } from "./addresses.ts";
import { digitGroups } from "./digit-groups.ts";
import type { PersonalData } from "./finding.ts";
import { findNumbers } from "./numbers.ts";
import type { IsOwn } from "./own-contacts.ts";
import { findEmails, findPlates, findPositions } from "./patterns.ts";
import { plainUnits } from "./plain-units.ts";

/** Nothing is found without a digit of some script, an @, or a bracket that may hold "at". */
const POSSIBLE = /[\p{Nd}@＠]|[([（［].{0,2}[aeａｅ]/iu;

/**
 * What in a text identifies or reaches a person: identity, tax, telephone and account numbers, e-mail and home
 * addresses, licence plates, exact positions. In the order of the text, without overlaps: where two findings
 * meet the shorter keeps what the longer leaves. Time is linear in the length of the text.
 * @param isOwn contacts of the office itself, which are nobody's personal data
 */
export function findPersonalData(text: string, isOwn?: IsOwn): PersonalData[] {
  return findAmongOwn(text, isOwn).found;
}

/** Personal data as `findPersonalData`, and apart from it the contacts of the office itself. */
export function findAmongOwn(text: string, isOwn?: IsOwn): { found: PersonalData[]; own: PersonalData[] } {
  if (!POSSIBLE.test(text)) return { found: [], own: [] };
  const plain = plainUnits(text);
  const groups = digitGroups(plain);
  const all = [
    ...findPositions(plain),
    ...findEmails(plain),
    ...(groups.length === 0
      ? []
      : [...findNumbers(plain, groups), ...findAddresses(plain), ...findPlates(plain)].filter(
          outsideLinks(plain),
        )),
  ];
  const own = isOwn === undefined ? [] : ownAmong(plain, all, isOwn);
  const known = new Set(own);
  const others = known.size === 0 ? all : all.filter((finding) => !known.has(finding));
  const longestFirst = others.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Uint8Array(text.length);
  for (const { start, end } of own) taken.fill(1, start, end);
  const kept = longestFirst.flatMap((finding) => {
    let { start, end } = finding;
    while (start < end && (taken[start] === 1 || plain[start] === " ")) start += 1;
    while (start < end && (taken[end - 1] === 1 || plain[end - 1] === " ")) end -= 1;
    taken.fill(1, start, end);
    return start < end ? [{ ...finding, start, end }] : [];
  });
  return { found: kept.sort((a, b) => a.start - b.start), own };
}

/**
 * The office's own among findings. A number that is part of somebody's mail address ("08123456789@…") or of a position belongs to
 * that; one that an address was read into ("Jl. Melati 0812…") does not.
 */
function ownAmong(plain: string, all: readonly PersonalData[], isOwn: IsOwn): PersonalData[] {
  const own = all.filter((finding) => isOwn(plain, finding));
  if (own.length === 0) return own;
  const known = new Set(own);
  const whole = new Uint8Array(plain.length);
  for (const one of all)
    if ((one.kind === "email" || one.kind === "position") && !known.has(one))
      whole.fill(1, one.start, one.end);
  return own.filter(({ start, end }) => !whole.subarray(start, end).includes(1));
}

const LINK = /(?:https?:\/\/|www\.)\S+/gi;

/**
 * Web addresses are full of numbers that are nobody's: in them only whole telephone numbers count ("wa.me/62812…"), and
 * identity numbers that are called so ("?nik=").
 */
function outsideLinks(plain: string): (finding: PersonalData) => boolean {
  const linked = new Uint8Array(plain.length);
  for (const { 0: link, index } of plain.matchAll(LINK)) linked.fill(1, index, index + link.length);
  return ({ kind, start, end, isCertain }) => {
    if (linked[start] === 0) return true;
    if (kind === "phone") return isCertain && /^\+?\d+$/.test(plain.slice(start, end));
    return kind === "nationalId" && /(?:nik|ktp)=$/i.test(plain.slice(Math.max(0, start - 4), start));
  };
}
