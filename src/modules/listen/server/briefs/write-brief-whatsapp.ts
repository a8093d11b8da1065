import type { SentBrief } from "../../contract/brief.ts";

/** Signs that WhatsApp takes for bold, slanted, struck or fixed letters, where they are somebody's words. */
const plain = (text: string): string =>
  text
    .replace(/[*_~`]/g, "")
    .replace(/\s+/gu, " ")
    .trim();

/** A brief as one message for WhatsApp: the figures, what matters and why, what changed. */
export function writeBriefWhatsapp(brief: SentBrief, deskUrl: string): string[] {
  const head = [
    `*${plain(brief.title).toUpperCase()}*`,
    `${plain(brief.office)} | ${brief.date}`,
    brief.span,
  ];
  if (brief.empty !== null) return [[...head, "", brief.empty].join("\n")];
  return [
    [
      ...head,
      "",
      ...brief.figures.map(
        ({ label, value, before }) => `${label}: *${value}* (${plain(brief.sides[1])}: ${before})`,
      ),
      ...(brief.note ? ["", `*${plain(brief.note.title).toUpperCase()}*`, plain(brief.note.text)] : []),
      ...(brief.points.length === 0 ? [] : ["", `*${plain(brief.words.points).toUpperCase()}*`]),
      ...brief.points.flatMap(({ title, reasons }, at) => [
        "",
        `${at + 1}. *${plain(title)}*`,
        ...reasons.map((reason) => plain(reason)),
      ]),
      ...(brief.changes.length === 0 ? [] : ["", `*${plain(brief.words.changes).toUpperCase()}*`]),
      ...brief.changes.map(({ text }) => `- ${plain(text)}`),
      "",
      ...brief.trust.map((line) => `_${plain(line)}_`),
      ...(brief.edited ? [`_${plain(brief.edited)}_`] : []),
      `${deskUrl}${brief.path}`,
    ].join("\n"),
  ];
}
