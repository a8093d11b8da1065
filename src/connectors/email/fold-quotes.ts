import {
  answeredSeparators,
  attributionStarts,
  forwardedSeparators,
  headerLabels,
  programSignatures,
  wroteWords,
} from "./quote-words.ts";

/** A mail's text in two: what its writer says now, and what it repeats or signs with. */
export interface FoldedMail {
  readonly own: string;
  readonly folded: string;
}

/** Longer lines are no line that a mail program writes above a quotation. */
const longestMark = 400;
/** Mail programs break that line, at most into so many. */
const mostMarkLines = 4;

const either = (words: readonly string[]): string =>
  words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");

const wrote = new RegExp(`(?:${either(wroteWords)})\\s*[:：]\\s*$`, "iu");
const begins = new RegExp(`^(?:${either(attributionStarts)})\\b`, "iu");
/** A date, an hour or an address: what makes a sentence that ends with "wrote:" the line above a quotation. */
const dated = /\d{1,2}[.:]\d{2}|\b(?:19|20)\d{2}\b|\S@\S/u;
const answered = new RegExp(`^[-_=\\s*]{2,}(?:${either(answeredSeparators)})[-_=\\s*]{2,}$`, "iu");
const forwarded = new RegExp(
  `^(?:[-_=\\s*]{2,}(?:${either(forwardedSeparators)})[\\s\\S]{0,80}|begin forwarded message:|pesan terusan:)$`,
  "iu",
);
const labelled = Object.entries(headerLabels).map(
  ([name, words]) => [name, new RegExp(`^\\*?(?:${either(words)})\\s*:\\*?(?:\\s|$)`, "iu")] as const,
);
const signedByProgram = new RegExp(`^[<[(*_-]?\\s*(?:${either(programSignatures)})\\b.{0,80}$`, "iu");
const isQuoted = (line: string): boolean => /^\s{0,3}[>|]/.test(line);
const isBlank = (line: string): boolean => line.trim() === "";

/**
 * Folds away what a mail repeats: lines with ">", the line above them ("Pada … menulis:"), Outlook's block of headers and
 * all below it, signatures below "-- ", and the line by which a telephone signs. A message that is passed on stays, and so
 * does everything where nothing else would be left. No line is lost: each is in one of the two parts.
 */
export function foldQuotes(text: string): FoldedMail {
  const lines = text.split("\n");
  const isFolded = lines.map(isQuoted);
  for (let at = 0; at < lines.length; at += 1) {
    if (isForwardMark(lines, at)) break;
    const marks = isFolded[at] === true ? 0 : attributionAt(lines, at);
    if (marks > 0) {
      isFolded.fill(true, at, at + marks);
      // Where the program marks no quoted line, all that follows is the quotation.
      const next = nextWords(lines, at + marks);
      if (next === -1 || isQuoted(lines[next] ?? "")) continue;
      isFolded.fill(true, at);
      break;
    }
    if (endsHere(lines, at)) {
      isFolded.fill(true, at);
      break;
    }
  }
  foldProgramSignature(lines, isFolded);
  const part = (wanted: boolean): string => tidy(lines.filter((_, index) => isFolded[index] === wanted));
  const own = part(false);
  // Nothing but quotation: then the quotation is what somebody wanted to show.
  return own === "" ? { own: tidy(lines), folded: "" } : { own, folded: part(true) };
}

/** Whether from here on everything belongs to an older message, or is a signature. */
function endsHere(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (/^--\s?$/.test(line)) return true;
  if (line.length > longestMark) return false;
  // Outlook draws a line above its headers.
  const from = /^[_-]{5,}$/.test(line.trim()) ? nextWords(lines, at + 1) : at;
  return answered.test(line.trim()) || (from !== -1 && isHeaderBlock(lines, from));
}

/** "Pada Sen, 3 Nov 2025 pukul 10.00 Budi <budi@…> menulis:", perhaps over several lines. @returns how many, or 0 */
function attributionAt(lines: readonly string[], at: number): number {
  if (!begins.test((lines[at] ?? "").trimStart())) return 0;
  let joined = "";
  for (let count = 1; count <= mostMarkLines; count += 1) {
    const line = lines[at + count - 1] ?? "";
    if (isBlank(line) || joined.length + line.length > longestMark) return 0;
    joined += ` ${line.trim()}`;
    if (wrote.test(joined)) return dated.test(joined) ? count : 0;
  }
  return 0;
}

/** Outlook's "Dari: … Dikirim: … Kepada: … Perihal: …": the sender, then at least two of the others close by. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const [from] = labelled;
  if (!from?.[1].test((lines[at] ?? "").trim())) return false;
  const found = new Set<string>();
  for (const line of lines.slice(at + 1, at + 9)) {
    const words = line.slice(0, longestMark).trim();
    for (const [name, pattern] of labelled) if (name !== "from" && pattern.test(words)) found.add(name);
  }
  return found.size >= 2;
}

/** A mark of a message that is passed on, unless the mail says something of its own below a former answer. */
function isForwardMark(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  return line.length <= longestMark && forwarded.test(line.trim());
}

function nextWords(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at += 1) if (!isBlank(lines[at] ?? "")) return at;
  return -1;
}

/** "Dikirim dari iPhone saya": the last own line, or the last two where the address stands in a line of its own. */
function foldProgramSignature(lines: readonly string[], isFolded: boolean[]): void {
  let seen = 0;
  for (let at = lines.length - 1; at >= 0 && seen < 2; at -= 1) {
    const line = lines[at] ?? "";
    if (isFolded[at] === true || isBlank(line)) continue;
    seen += 1;
    if (line.length > longestMark || !signedByProgram.test(line.trim())) continue;
    for (let below = at; below < lines.length; below += 1) isFolded[below] = true;
    return;
  }
}

/** Empty lines at the ends and more than one in a row say nothing. */
const tidy = (lines: readonly string[]): string =>
  lines
    .filter((line, index) => !isBlank(line) || !isBlank(lines[index - 1] ?? ""))
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
