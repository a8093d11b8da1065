import type { SentBrief } from "../../contract/brief.ts";
import { frameMail, safe, sans, serif } from "../clippings/frame-mail.ts";
import { toneInks } from "../clippings/pdf-paper.ts";
import type { ClippingMailWords } from "../clippings/write-clipping-mail.ts";
import { pictureSize } from "./picture-size.ts";

type Setting = {
  deskUrl: string;
  /** Address of the chart as a picture; null without one. */
  picture: string | null;
};

/** Writes a brief as a mail: tables and styles on each part, for programs that know no others, and the same as text. */
export function writeBriefMail(brief: SentBrief, setting: Setting): ClippingMailWords {
  return {
    subject: `${brief.title} – ${brief.date}`.replace(/[\p{Cc}\u2028\u2029]/gu, " "),
    html: writeHtml(brief, setting),
    text: writeText(brief, setting.deskUrl),
  };
}

const ink = "color:#23211d";
const soft = (text: string, top = 4): string =>
  `<p class="soft" style="margin:${top}px 0 0;${sans};font-size:13px;line-height:19px;color:#5f5b53">${text}</p>`;
const row = (content: string, padding = "0 28px"): string =>
  `<tr><td style="padding:${padding}">${content}</td></tr>`;
const heading = (text: string): string =>
  `<h2 class="ink rule" style="margin:0;padding-bottom:6px;border-bottom:2px solid #23211d;${serif};font-size:19px;line-height:25px;${ink}">${safe(text)}</h2>`;
const link = (address: string, text: string, style = ""): string =>
  `<a href="${safe(address)}" style="${ink};text-decoration:none;${style}">${safe(text)}</a>`;

function writeHtml(brief: SentBrief, { deskUrl, picture }: Setting): string {
  const { words } = brief;
  const head = `<p class="soft" style="margin:0;${sans};font-size:12px;letter-spacing:1px;color:#5f5b53">${safe(words.kicker)} · ${safe(brief.office)}</p><h1 class="ink" style="margin:6px 0 0;${serif};font-size:30px;line-height:36px;${ink}">${safe(brief.title)}</h1>${soft(safe(brief.date))}${soft(safe(brief.span), 0)}`;
  const body =
    brief.empty === null
      ? [
          row(writeFigures(brief, deskUrl), "18px 28px 0"),
          ...(brief.note ? [row(writeNote(brief.note), "20px 28px 0")] : []),
          ...(brief.points.length === 0 ? [] : [row(heading(words.points), "24px 28px 0")]),
          ...brief.points.map((point, at) => row(writePoint(point, at, deskUrl), "12px 28px 0")),
          ...(brief.changes.length === 0
            ? []
            : [row(heading(words.changes), "24px 28px 0"), row(writeChanges(brief, deskUrl), "6px 28px 0")]),
          ...(picture === null ? [] : [row(writeChart(brief, picture), "24px 28px 0")]),
          ...brief.tables.map((table) => row(writeTable(table, brief, deskUrl), "24px 28px 0")),
          row(heading(words.trust), "24px 28px 0"),
          row(brief.trust.map((line) => soft(safe(line))).join(""), "4px 28px 0"),
        ].join("\n")
      : row(
          `<p class="ink" style="margin:0;${serif};font-size:18px;line-height:26px;${ink}">${safe(brief.empty)}</p>`,
          "24px 28px 0",
        );
  const edited = brief.edited ? soft(safe(brief.edited), 0) : "";
  const foot = row(edited + soft(`${link(deskUrl + brief.path, words.made)}`, 0), "24px 28px 28px");
  return frameMail(brief.language, brief.title, `${row(head, "28px 28px 0")}\n${body}\n${foot}`);
}

const writeNote = ({ title, text }: NonNullable<SentBrief["note"]>): string =>
  `<p class="soft" style="margin:0;${sans};font-size:12px;color:#5f5b53">${safe(title)}</p><p class="ink" style="margin:2px 0 0;${serif};font-size:16px;line-height:24px;${ink}">${safe(text).replaceAll("\n", "<br>")}</p>`;

function writeFigures({ figures, sides }: SentBrief, deskUrl: string): string {
  const cells = figures
    .map(
      ({ label, value, before, path }) =>
        `<td valign="top" width="${Math.floor(100 / figures.length)}%" style="${sans};font-size:12px;line-height:17px" class="soft"><span class="soft" style="color:#5f5b53">${safe(label)}</span><br><span class="ink" style="${serif};font-size:26px;line-height:32px;font-weight:bold;${ink}">${link(deskUrl + path, value)}</span><br><span class="soft" style="color:#5f5b53">${safe(sides[1])} ${safe(before)}</span></td>`,
    )
    .join("");
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr class="ink">${cells}</tr></table>`;
}

function writePoint(
  { title, reasons, path, links }: SentBrief["points"][number],
  at: number,
  deskUrl: string,
): string {
  const more = links
    .map(
      ({ label, path: to }) =>
        `<a href="${safe(deskUrl + to)}" class="soft" style="color:#5f5b53">${safe(label)}</a>`,
    )
    .join(" · ");
  return `<h3 class="ink" style="margin:0;${serif};font-size:18px;line-height:24px;${ink}">${at + 1}. ${link(deskUrl + path, title)}</h3><p class="ink" style="margin:4px 0 0;${sans};font-size:14px;line-height:21px;${ink}">${safe(reasons.join(" "))}</p>${more === "" ? "" : soft(more, 2)}`;
}

function writeChanges({ changes }: SentBrief, deskUrl: string): string {
  const lines = changes
    .map(
      ({ text, path }) =>
        `<li class="ink" style="margin:0 0 5px;${sans};font-size:14px;line-height:21px;${ink}">${path === null ? safe(text) : link(deskUrl + path, text)}</li>`,
    )
    .join("");
  return `<ul class="ink" style="margin:6px 0 0;padding-left:18px">${lines}</ul>`;
}

/** The picture has no words of its own: they stand above and under it, and in place of it where pictures are blocked. */
function writeChart({ chart }: SentBrief, picture: string): string {
  if (chart === null) return "";
  const [first, last] = [chart.points.at(0)?.name ?? "", chart.points.at(-1)?.name ?? ""];
  const legend = chart.series
    .map(({ name, tone }) => `<span style="color:${toneInks[tone]}">■</span> ${safe(name)}`)
    .join(" &nbsp; ");
  return `${heading(chart.caption)}${soft(`${legend} &nbsp; <span class="ink" style="${ink}">╌</span> ${safe(chart.before.name)}`, 6)}
<img src="${picture}" alt="${safe(chart.finding)}" width="${pictureSize.width}" style="display:block;width:100%;max-width:${pictureSize.width}px;height:auto;margin-top:6px;background:#ffffff">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="soft" style="${sans};font-size:12px;color:#5f5b53">${safe(first)}</td><td align="right" class="soft" style="${sans};font-size:12px;color:#5f5b53">${safe(last)}</td></tr></table>${soft(safe(chart.finding), 2)}`;
}

function writeTable(
  { title, rows }: SentBrief["tables"][number],
  { sides, words }: SentBrief,
  deskUrl: string,
): string {
  const cell = (text: string, isFirst: boolean, isHead = false): string =>
    `<${isHead ? "th" : "td"} align="${isFirst ? "left" : "right"}" class="${isHead ? "soft" : "ink"} rule" style="padding:5px 0 5px ${isFirst ? 0 : 10}px;border-bottom:1px solid #ddd6c6;${sans};font-size:13px;line-height:18px;font-weight:normal;${isHead ? "color:#5f5b53" : ink}">${text}</${isHead ? "th" : "td"}>`;
  const head = ["", sides[0], sides[1], words.negative]
    .map((text, at) => cell(safe(text), at === 0, true))
    .join("");
  const lines = rows
    .map(
      ({ label, value, beforeValue, negative, path, pathBefore }) =>
        `<tr>${cell(safe(label), true)}${cell(link(deskUrl + path, value, "font-weight:bold"), false)}${cell(link(deskUrl + pathBefore, beforeValue), false)}${cell(safe(negative), false)}</tr>`,
    )
    .join("");
  return `${heading(title)}<table width="100%" cellpadding="0" cellspacing="0"><tr>${head}</tr>${lines}</table>`;
}

function writeText(brief: SentBrief, deskUrl: string): string {
  const head = [`${brief.title} – ${brief.office}`, brief.date, brief.span];
  if (brief.empty !== null) return [...head, "", brief.empty, "", brief.words.made, ""].join("\n");
  return [
    ...head,
    "",
    ...brief.figures.map(({ label, value, before }) => `${label}: ${value} (${brief.sides[1]}: ${before})`),
    ...(brief.note ? ["", `== ${brief.note.title} ==`, brief.note.text] : []),
    ...(brief.points.length === 0 ? [] : ["", `== ${brief.words.points} ==`]),
    ...brief.points.flatMap(({ title, reasons, path }, at) => [
      "",
      `${at + 1}. ${title}`,
      ...reasons,
      deskUrl + path,
    ]),
    ...(brief.changes.length === 0 ? [] : ["", `== ${brief.words.changes} ==`]),
    ...brief.changes.map(({ text }) => `- ${text}`),
    ...brief.tables.flatMap(({ title, rows }) => [
      "",
      `== ${title} (${brief.sides[0]} / ${brief.sides[1]}) ==`,
      ...rows.map(({ label, value, beforeValue }) => `${label}: ${value} / ${beforeValue}`),
    ]),
    ...(brief.chart === null ? [] : ["", brief.chart.finding]),
    "",
    `== ${brief.words.trust} ==`,
    ...brief.trust,
    "",
    ...(brief.edited ? [brief.edited] : []),
    brief.words.made,
    deskUrl + brief.path,
    "",
  ].join("\n");
}
