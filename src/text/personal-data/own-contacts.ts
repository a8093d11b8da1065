import type { PersonalData } from "./finding.ts";
import { isNationalId } from "./numbers.ts";
import { plainUnits } from "./plain-units.ts";

/** A telephone or account number, a mail address, or every address of a mail domain. */
export const ownContactKinds = ["number", "email", "domain"] as const;

/** What an office is reached at. */
export interface OwnContact {
  kind: (typeof ownContactKinds)[number];
  /** One form for all spellings: contacts with the same key are the same. */
  key: string;
}

/** Why something is no contact that an office could list. */
export type ContactFault =
  | "not_a_contact"
  /** Nothing so short is ever covered: 112, 1500-123. */
  | "short_number"
  | "identity_number"
  /** Anybody may have an address there. */
  | "public_mail";

/** Whether a finding in a text of plain units is a contact of the office. */
export type IsOwn = (plain: string, finding: PersonalData) => boolean;

/** Shorter numbers are never found; longer ones neither. Digits. */
const fewestDigits = 7;
const mostDigits = 18;
const NUMBER = /^\+?[\d .\-()]+$/;
const LABELS = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;
const LOCAL = /^[\w%+][\w.%+-]{0,63}$/;
const SPELT_AT = / ?(?:@|\((?:at|et)\)|\[(?:at|et)\]) ?/i;
const PUBLIC_MAIL = new Set(
  "gmail.com googlemail.com yahoo.com yahoo.co.id ymail.com rocketmail.com outlook.com outlook.co.id hotmail.com live.com msn.com icloud.com me.com aol.com proton.me protonmail.com zoho.com gmx.com mail.com yandex.com plasa.com".split(
    " ",
  ),
);

const digitsOf = (plain: string): string => plain.replace(/\D/g, "");
const unseen = (plain: string): string => plain.replaceAll("\u2060", "");

/** "+62 (0)31…", "0062 31…" and "62 31…" are the national "031…"; any other number is its digits. */
const numberKey = (digits: string): string => digits.replace(/^(?:0062|62)0?([1-9]\d{6,11})$/, "0$1");

/** "Halo (at) Kota.go.id" is "halo@kota.go.id"; a stop before an address is of the sentence. */
const emailKey = (plain: string): string =>
  unseen(plain)
    .toLowerCase()
    .split(SPELT_AT)
    .join("@")
    .replace(/^[.-]+(?=.)/, "");

/** Reads what somebody lists: a number in any spelling, a mail address, or a mail domain with or without its @. */
export function readContact(written: string): OwnContact | ContactFault {
  const plain = unseen(plainUnits(written)).trim();
  if (NUMBER.test(plain)) {
    const digits = digitsOf(plain);
    if (digits.length < fewestDigits) return digits === "" ? "not_a_contact" : "short_number";
    if (isNationalId(digits)) return "identity_number";
    return digits.length > mostDigits ? "not_a_contact" : { kind: "number", key: numberKey(digits) };
  }
  const parts = emailKey(plain).split("@");
  const [local = "", host = ""] = parts.length === 1 ? ["", ...parts] : parts;
  if (parts.length > 2) return "not_a_contact";
  if (!LABELS.test(host)) return "not_a_contact";
  if (local === "" || local === "*")
    return PUBLIC_MAIL.has(host) ? "public_mail" : { kind: "domain", key: `@${host}` };
  return LOCAL.test(local) ? { kind: "email", key: `${local}@${host}` } : "not_a_contact";
}

/**
 * Tells an office's own contacts among findings. A number is known by all its digits, so one that holds a listed number or is
 * held by it is another number; an address by all of it, or by its whole host.
 */
export function knowOwn(contacts: readonly OwnContact[]): IsOwn {
  const keys = new Set(contacts.map(({ key }) => key));
  if (keys.size === 0) return () => false;
  return (plain, { kind, start, end }) => {
    const found = plain.slice(start, end);
    if (kind === "email") {
      const key = emailKey(found);
      return keys.has(key) || keys.has(key.slice(key.indexOf("@")));
    }
    return NUMERIC.has(kind) && keys.has(numberKey(digitsOf(found)));
  };
}
const NUMERIC: ReadonlySet<PersonalData["kind"]> = new Set(["phone", "account", "taxId", "nationalId"]);
