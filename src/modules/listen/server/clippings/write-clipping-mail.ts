import type { Tone } from "./clipping-tables.ts";
import { frameMail, safe, sans, serif } from "./frame-mail.ts";
import type { ClippingSheet, SheetItem } from "./lay-clipping.ts";

/** A clipping as a mail. */
export type ClippingMailWords = { subject: string; html: string; text: string };

/** An address that a mail may lead to. */
const webAddress = (url: string | null): string | null =>
  url !== null && /^https?:\/\//i.test(url) ? url : null;

/** Readable on white and on black alike: programs that darken mails do not change them. */
const toneColours: Record<Tone, string> = {
  negative: "#c4553f",
  neutral: "#7d7a72",
  positive: "#3f8f6b",
  unsure: "#a08a4f",
};

/** Writes a clipping as a mail: tables and styles on each part, for programs that know no others, and the same as text. */
export function writeClippingMail(sheet: ClippingSheet): ClippingMailWords {
  return {
    subject: `${sheet.title} – ${sheet.date}`.replace(/[\p{Cc}\u2028\u2029]/gu, " "),
    html: writeHtml(sheet),
    text: writeText(sheet),
  };
}

function writeHtml(sheet: ClippingSheet): string {
  const row = (content: string, padding = "0 28px"): string =>
    `<tr><td style="padding:${padding}">${content}</td></tr>`;
  const soft = (text: string, top = 4): string =>
    `<p class="soft" style="margin:${top}px 0 0;${sans};font-size:13px;line-height:19px;color:#5f5b53">${text}</p>`;
  const total = Object.values(sheet.tones).reduce((sum, count) => sum + count, 0);
  const bar =
    total === 0
      ? ""
      : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin-top:12px"><tr>${(
          Object.keys(toneColours) as Tone[]
        )
          .filter((tone) => sheet.tones[tone] > 0)
          .map(
            (tone) =>
              `<td width="${Math.max(1, Math.round((100 * sheet.tones[tone]) / total))}%" height="8" style="background:${toneColours[tone]};font-size:0;line-height:8px">&nbsp;</td>`,
          )
          .join("")}</tr></table>`;
  const body = sheet.sections
    .map(
      ({ title, items }) =>
        row(
          `<h2 class="ink rule" style="margin:0;padding-bottom:6px;border-bottom:2px solid #23211d;${serif};font-size:20px;line-height:26px;color:#23211d">${safe(title)} <span class="soft" style="${sans};font-size:13px;font-weight:normal;color:#5f5b53">(${items.length})</span></h2>`,
          "28px 28px 0",
        ) + items.map((item) => row(writeHtmlItem(item, sheet), "14px 28px 0")).join(""),
    )
    .join("");
  return frameMail(
    sheet.language,
    sheet.title,
    `${row(
      `<p class="soft" style="margin:0;${sans};font-size:12px;letter-spacing:1px;color:#5f5b53">${safe(sheet.kicker)} · ${safe(sheet.office)}</p><h1 class="ink" style="margin:6px 0 0;${serif};font-size:30px;line-height:36px;color:#23211d">${safe(sheet.title)}</h1>${soft(safe(sheet.date))}${soft(safe(sheet.span), 0)}<p class="ink" style="margin:14px 0 0;${sans};font-size:15px;line-height:22px;color:#23211d"><a href="${safe(sheet.deskUrl)}" style="color:#23211d">${safe(sheet.figures)}</a></p>${bar}${soft(safe(sheet.toneLine), 8)}${soft(safe(sheet.correctedLine), 0)}${sheet.leftOutLine === null ? "" : soft(safe(sheet.leftOutLine), 0)}`,
      "28px 28px 0",
    )}
${sheet.empty === null ? body : row(`<p class="ink" style="margin:0;${serif};font-size:18px;line-height:26px;color:#23211d">${safe(sheet.empty)}</p>`, "24px 28px 0")}
${row(soft(safe(sheet.words.made), 0), "28px 28px 28px")}`,
  );
}

function writeHtmlItem(item: SheetItem, { words }: ClippingSheet): string {
  const address = webAddress(item.url) ?? item.deskUrl;
  const colour = item.tone === null ? "#7d7a72" : toneColours[item.tone];
  return `<h3 class="ink" style="margin:0;${serif};font-size:17px;line-height:23px;font-weight:bold;color:#23211d">${item.number}. <a href="${safe(address)}" style="color:#23211d;text-decoration:none">${safe(item.title)}</a></h3>
<p class="soft" style="margin:3px 0 0;${sans};font-size:13px;line-height:18px;color:#5f5b53">${safe(item.meta)} · <span style="color:${colour};font-weight:bold">${safe(item.toneWord)}</span></p>
${item.extract === "" ? "" : `<p class="ink" style="margin:5px 0 0;${sans};font-size:14px;line-height:21px;color:#23211d">${safe(item.extract)}</p>`}
${item.phases.length === 0 ? "" : `<ul style="margin:6px 0 0;padding:0 0 0 18px">${item.phases.map((phase) => `<li class="ink" style="${sans};font-size:13px;line-height:19px;color:#23211d">${safe(phase)}</li>`).join("")}</ul>`}
${item.comment === null ? "" : `<p class="ink" style="margin:6px 0 0;padding-left:10px;border-left:3px solid #a08a4f;${sans};font-size:14px;line-height:21px;color:#23211d"><b>${safe(words.comment)}:</b> ${safe(item.comment)}</p>`}
<p class="soft" style="margin:4px 0 0;${sans};font-size:13px;line-height:18px;color:#5f5b53">${item.also === null ? "" : `${safe(item.also)} · `}<a href="${safe(item.deskUrl)}" class="soft" style="color:#5f5b53">${safe(words.open)}</a></p>`;
}

function writeText(sheet: ClippingSheet): string {
  const head = [
    `${sheet.title} – ${sheet.office}`,
    sheet.date,
    sheet.span,
    "",
    sheet.figures,
    sheet.toneLine,
    sheet.correctedLine,
    ...(sheet.leftOutLine === null ? [] : [sheet.leftOutLine]),
  ];
  const body = sheet.sections.flatMap(({ title, items }) => [
    "",
    `== ${title} (${items.length}) ==`,
    ...items.flatMap((item) => [
      "",
      `${item.number}. ${item.title}`,
      `${item.meta} · ${item.toneWord}`,
      ...(item.extract === "" ? [] : [item.extract]),
      ...(item.comment === null ? [] : [`${sheet.words.comment}: ${item.comment}`]),
      ...(item.also === null ? [] : [item.also]),
      ...item.phases.map((phase) => `- ${phase}`),
      webAddress(item.url) ?? item.deskUrl,
    ]),
  ]);
  return [...head, ...(sheet.empty === null ? body : ["", sheet.empty]), "", sheet.words.made, ""].join("\n");
}
