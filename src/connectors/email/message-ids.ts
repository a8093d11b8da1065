import { createHash } from "node:crypto";

const longestId = 250;
/** Of a long thread the first and the last mails are named. */
const mostReferences = 60;

/** The ids in a header, without their brackets, in order (RFC 5322 §3.6.4). Some programs forget the brackets. */
export function readIds(value: string): string[] {
  const bracketed = [...value.slice(0, 64_000).matchAll(/<([^<>\s]{1,250})>/g)].map(([, id = ""]) => id);
  const found = bracketed.length > 0 ? bracketed : bareIds(value);
  const ids = [...new Set(found.filter(isId))];
  return ids.length <= mostReferences
    ? ids
    : [...ids.slice(0, mostReferences / 2), ...ids.slice(-mostReferences / 2)];
}

const bareIds = (value: string): string[] => {
  const words = value
    .trim()
    .slice(0, longestId)
    .split(/[\s,]+/);
  return words.filter((word) => /^[^@<>]+@[^@<>]+$/.test(word));
};

const isId = (id: string): boolean => id.length <= longestId && !/[\p{Cc}"\\]/u.test(id);

/** In a mail without an id: the same each time it is read, in whatever folder it lies. */
const madeUp = "no-id.";

export const idOfHeader = (header: Uint8Array): string =>
  `${madeUp}${createHash("sha256").update(header).digest("hex").slice(0, 40)}@gaung.invalid`;

export const isMadeUp = (id: string): boolean => id.startsWith(madeUp) && id.endsWith("@gaung.invalid");

/**
 * The id of a mail of ours, from the mark of its statement: a second attempt has the same, and the mailbox can be asked
 * whether it is there.
 */
export function idOfMark(mark: string, address: string): string {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  const key = createHash("sha256").update(`${address}\n${mark}`).digest("hex").slice(0, 40);
  return `${startOfOurs(address)}${key}@${/^[a-z\d.-]{1,200}$/.test(domain) ? domain : "gaung.invalid"}`;
}

/** Other mailboxes of the same office, and other offices, have other beginnings. */
const startOfOurs = (address: string): string =>
  `gaung.${createHash("sha256").update(address).digest("hex").slice(0, 10)}.`;

/** Whether an id is of the form that this mailbox's own mails have; anybody can write it. */
export const isOfOurForm = (id: string, address: string): boolean => id.startsWith(startOfOurs(address));

/** A subject without what answering and passing on put before it: "Re: [EXT] Bls: Banjir" is "banjir". */
export function bareSubject(subject: string): string {
  let bare = subject.slice(0, 500).trim();
  for (let round = 0; round < 20; round += 1) {
    const shorter = bare.replace(answeringPrefix, "").trim();
    if (shorter === bare) break;
    bare = shorter;
  }
  return bare.toLowerCase().replace(/\s+/g, " ");
}

/** As programs in Indonesian, English and their neighbours write it; with a count, or the marks of a gateway. */
const answeringPrefix =
  /^(?:(?:re|bls|balas|jwb|jawab|fwd?|fw|trs|terusan|tr|aw|sv|antw)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]|\[(?:ext|external|eksternal|spam\??)\])/i;

/** Whether a mail says by its subject that it answers one. */
export const saysItAnswers = (subject: string): boolean =>
  /^(?:\[[^\]]{1,30}\]\s*)?(?:re|bls|balas|jwb|jawab|aw|sv|antw)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]/i.test(
    subject.trim(),
  );

/** The subject of an answer. */
export const answerSubject = (subject: string): string =>
  saysItAnswers(subject) ? subject : `Re: ${subject}`;
