/** What to tell somebody about a new password, in the order of what matters. */
export type PasswordAdvice = "empty" | "short" | "personal" | "repetitive" | "common" | "fair" | "strong";

export const passwordMin = 10;
const strongLength = 16;
const fewestDifferent = 5;

/** Beginnings that guessing programs try first, in Indonesian offices too. */
const common = [
  "password",
  "katasandi",
  "kata sandi",
  "12345",
  "qwerty",
  "admin",
  "humas",
  "indonesia",
  "rahasia",
  "bismillah",
];

/**
 * Advises on a new password after NIST SP 800-63B (5.1.1.2): length counts, forced symbols do not; refuse the person's
 * own words, the well-known and the repetitive. `own` are words others know of the person: name, e-mail, office.
 */
export function passwordAdvice(password: string, own: readonly string[]): PasswordAdvice {
  if (password === "") return "empty";
  if (password.length < passwordMin) return "short";
  const text = password.toLowerCase();
  const words = own
    .flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 3);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), text);
  if (rest.length < passwordMin - 4) return "personal";
  if (new Set(text).size < fewestDifferent) return "repetitive";
  if (common.some((one) => text.startsWith(one)) && text.length < strongLength) return "common";
  return password.length >= strongLength ? "strong" : "fair";
}
