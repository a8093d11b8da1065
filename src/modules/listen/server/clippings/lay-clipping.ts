import type { Translate } from "#platform/i18n/translator.ts";
import { type Locale, type Zone, zones } from "#shared/ids.ts";
import type { SentClipping, SentClippingItem } from "../../contract/clipping.ts";
import type { Tone, Tones } from "./clipping-tables.ts";

export type SheetItem = {
  number: number;
  title: string;
  /** Outlet and time. */
  meta: string;
  tone: Tone | null;
  toneWord: string;
  extract: string;
  comment: string | null;
  /** "Also in 9 outlets: …"; null where nobody else has it. */
  also: string | null;
  /** What was spoken of one after the other in a large story, a line each. */
  phases: string[];
  url: string | null;
  /** Where the desk shows the mentions behind the line. */
  deskUrl: string;
};
export type SheetSection = { title: string; items: SheetItem[] };

/** What every form of a clipping says, in words ready to print. */
export type ClippingSheet = {
  language: Locale;
  kicker: string;
  title: string;
  office: string;
  date: string;
  span: string;
  figures: string;
  tones: Tones;
  toneWords: Record<Tone, string>;
  toneLine: string;
  correctedLine: string;
  leftOutLine: string | null;
  /** Set when there is nothing to tell. */
  empty: string | null;
  sections: SheetSection[];
  words: {
    top: string;
    contents: string;
    comment: string;
    open: string;
    openAll: string;
    page: string;
    made: string;
  };
  deskUrl: string;
};

type Office = { name: string; zone: Zone; language: Locale; translate: Translate; deskUrl: string };

/** A title in a list of titles; the mention has it whole. Characters. */
const longestTitle = 220;

/** Lays a clipping out in words: dates in the office's zone, numbers in the reader's way of writing. */
export function layClipping(clipping: SentClipping, office: Office): ClippingSheet {
  const { zone, language, translate, deskUrl } = office;
  const say = (key: string, values: Record<string, string | number> = {}): string =>
    translate(language, `clipping.${key}`, values);
  const tongue = language === "id" ? "id-ID" : "en-GB";
  const time = (at: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(tongue, { timeZone: zone, ...options }).format(new Date(at));
  const moment = (at: string): string =>
    `${time(at, { day: "numeric", month: "short" })}, ${time(at, { hour: "2-digit", minute: "2-digit" })}`;
  const whole = (count: number): string => new Intl.NumberFormat(tongue).format(count);
  const toneWords: Record<Tone, string> = {
    negative: say("tone.negative"),
    neutral: say("tone.neutral"),
    positive: say("tone.positive"),
    unsure: say("tone.unsure"),
  };
  const streamOf = (query: string): string => `${deskUrl}/aliran?q=${encodeURIComponent(query)}`;
  let number = 0;
  const lay = (item: SentClippingItem): SheetItem => {
    number += 1;
    const { others, outlets } = item;
    const more = outlets - 1 - others.length;
    const named = others.map(({ outlet }) => outlet).join(", ");
    return {
      number,
      title: shorten(item.ownTitle ?? item.title),
      meta: `${item.outlet} · ${moment(item.publishedAt)} ${zones[zone]}`,
      tone: item.tone,
      toneWord:
        item.tone === null
          ? say("tone.none")
          : item.isCorrected
            ? say("tone.corrected", { tone: toneWords[item.tone] })
            : toneWords[item.tone],
      extract: item.extract,
      comment: item.comment,
      also:
        others.length === 0
          ? item.mentions > 1
            ? say("also_same", { number: whole(item.mentions - 1) })
            : null
          : more > 0
            ? say("also_more", {
                mentions: whole(item.mentions),
                number: whole(outlets - 1),
                named,
                more: whole(more),
              })
            : say("also", { mentions: whole(item.mentions), number: whole(outlets - 1), named }),
      phases: item.phases.map(({ from, title, mentions }) =>
        say("phase", { at: moment(from), title: shorten(title), mentions: whole(mentions) }),
      ),
      url: item.url,
      deskUrl: streamOf(item.query),
    };
  };
  const { figures } = clipping;
  const sections = clipping.sections
    .map(({ title, items }) => ({ title, items: items.filter(({ isOut }) => !isOut).map(lay) }))
    .filter(({ items }) => items.length > 0);
  const { negative, neutral, positive, unsure } = figures.tones;
  return {
    language,
    kicker: say("kicker"),
    title: clipping.name,
    office: office.name,
    date: time(clipping.until, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    span: say("span", { from: moment(clipping.from), until: `${moment(clipping.until)} ${zones[zone]}` }),
    figures: say("figures", {
      mentions: whole(figures.mentions),
      outlets: whole(figures.outlets),
      stories: whole(number),
    }),
    tones: figures.tones,
    toneWords,
    toneLine: [
      `${toneWords.negative} ${whole(negative)}`,
      `${toneWords.neutral} ${whole(neutral)}`,
      `${toneWords.positive} ${whole(positive)}`,
      ...(unsure > 0 ? [`${toneWords.unsure} ${whole(unsure)}`] : []),
    ].join(" · "),
    correctedLine:
      figures.corrected === 0
        ? say("corrected_none")
        : say("corrected", { number: whole(figures.corrected), of: whole(figures.mentions) }),
    leftOutLine: figures.leftOut > 0 ? say("left_out", { number: whole(figures.leftOut) }) : null,
    empty: number > 0 ? null : say(figures.mentions === 0 ? "nothing" : "nothing_left"),
    sections,
    words: {
      top: say("top"),
      contents: say("contents"),
      comment: say("comment"),
      open: say("open"),
      openAll: say("open_all"),
      page: say("page"),
      made: say("made_by"),
    },
    deskUrl: figures.query === "" ? deskUrl : streamOf(figures.query),
  };
}

function shorten(title: string): string {
  const flat = title.replace(/\s+/gu, " ").trim();
  if (flat.length <= longestTitle) return flat;
  const cut = flat.lastIndexOf(" ", longestTitle);
  return `${flat.slice(0, cut > longestTitle / 2 ? cut : longestTitle).toWellFormed()}…`;
}
