import type { Translate } from "#platform/i18n/translator.ts";
import type { Locale, Zone } from "#shared/ids.ts";
import type { SentBrief } from "../../contract/brief.ts";
import type { Veil } from "../personal-data/veil.ts";
import type { BriefFacts } from "./brief-facts.ts";
import type { Ranked, SideFigures } from "./brief-figures.ts";
import { type BriefSide, type BriefSides, barHours, queryOf, streamPath } from "./brief-sides.ts";
import { type BriefVoice, makeBriefVoice } from "./brief-voice.ts";
import { mostPoints } from "./choose-points.ts";
import { layChanges } from "./lay-changes.ts";
import { layPoint } from "./lay-point.ts";

type Reader = { name: string; zone: Zone; language: Locale; translate: Translate; veil: Veil };

const hourMs = 3_600_000;
/** A table of monitors that fits on the page. */
const mostMonitors = 8;

/** Lays a brief out in words: dates in the office's zone, numbers in the reader's way of writing. */
export function layBrief(facts: BriefFacts, reader: Reader): SentBrief {
  const voice = makeBriefVoice(reader);
  const { say, format } = voice;
  const { sides, figures } = facts;
  const { now } = sides;
  const isShort = now.until.getTime() - now.from.getTime() <= 26 * hourMs;
  const kindOfTitle = sides.kind === "day" ? (isShort ? "day" : "period") : "compared";
  const names = sideNames(sides, voice);
  return {
    kind: sides.kind,
    language: reader.language,
    title: facts.title ?? say(`title.${kindOfTitle}`),
    office: reader.name,
    date: format(new Date(now.until.getTime() - 60_000), {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    }),
    span:
      sides.kind === "monitors"
        ? say("span_alone", { now: voice.period(now) })
        : say("span", { now: voice.period(now), before: voice.period(sides.before) }),
    empty: figures.mentions > 0 || facts.figuresBefore.mentions > 0 ? null : say("nothing"),
    sides: names,
    figures: layFigures(facts, voice),
    points: facts.points.map((point) => layPoint(point, now, voice, reader.veil)),
    changes: layChanges(facts, names, voice, reader.veil),
    chart: figures.mentions === 0 ? null : layChart(facts, names[1], voice),
    tables: layTables(facts, voice),
    trust: layTrust(facts, voice),
    words: {
      kicker: say("kicker"),
      points:
        sides.kind === "monitors"
          ? say("points_of", { name: names[0] })
          : say(facts.points.length === mostPoints ? "points" : "points_fewer"),
      changes: say(sides.kind === "monitors" ? "shared" : "changes"),
      trust: say("trust"),
      mentions: say("mentions"),
      negative: say("negative"),
      made: say("made_by"),
    },
    path: briefPath(sides),
  };
}

function sideNames({ kind, now, before }: BriefSides, { say, period }: BriefVoice): [string, string] {
  if (kind === "day") return [say("now"), say("before")];
  if (kind === "periods") return [period(now), period(before)];
  const named = ({ monitors }: BriefSide): string =>
    monitors.length <= 2
      ? monitors.map(({ name }) => name).join(", ")
      : say("monitors_more", { name: monitors[0]?.name ?? "", more: monitors.length - 1 });
  return [named(now), named(before)];
}

/** The page of the desk that shows the brief as it is now. */
function briefPath({ kind, now, before }: BriefSides): string {
  const search = new URLSearchParams({ from: now.from.toISOString(), until: now.until.toISOString() });
  const ids = ({ monitors }: BriefSide): string => monitors.map(({ id }) => id).join(",");
  search.set("monitorIds", ids(now));
  if (kind === "periods") {
    search.set("otherFrom", before.from.toISOString());
    search.set("otherUntil", before.until.toISOString());
  }
  if (kind === "monitors") search.set("otherIds", ids(before));
  return `/taklimat?${search.toString()}`;
}

const shareOf = ({ mentions, tones }: SideFigures): number =>
  mentions === 0 ? 0 : tones.negative / mentions;

function layFigures({ sides, figures, figuresBefore }: BriefFacts, { say, whole, percent }: BriefVoice) {
  const [path, pathBefore] = [streamPath(queryOf(sides.now)), streamPath(queryOf(sides.before))];
  const negative = (side: BriefSide): string => streamPath(queryOf(side, "tone:negative"));
  return [
    {
      label: say("mentions"),
      value: whole(figures.mentions),
      before: whole(figuresBefore.mentions),
      path,
      pathBefore,
    },
    {
      label: say("outlets"),
      value: whole(figures.outlets),
      before: whole(figuresBefore.outlets),
      path,
      pathBefore,
    },
    {
      label: say("negative"),
      value: percent(shareOf(figures)),
      before: percent(shareOf(figuresBefore)),
      path: negative(sides.now),
      pathBefore: negative(sides.before),
    },
    {
      label: say("positive"),
      value: percent(figures.mentions === 0 ? 0 : figures.tones.positive / figures.mentions),
      before: percent(
        figuresBefore.mentions === 0 ? 0 : figuresBefore.tones.positive / figuresBefore.mentions,
      ),
      path: streamPath(queryOf(sides.now, "tone:positive")),
      pathBefore: streamPath(queryOf(sides.before, "tone:positive")),
    },
  ];
}

function layChart(
  { sides: { now }, figures, figuresBefore }: BriefFacts,
  beforeName: string,
  voice: BriefVoice,
): SentBrief["chart"] {
  const { say, whole, format } = voice;
  const stepMs = barHours(now) * hourMs;
  const starts = figures.bars.map((_, at) => new Date(now.from.getTime() + at * stepMs));
  const isHours = stepMs < 24 * hourMs;
  const tick = (at: Date): string =>
    isHours
      ? format(at, stepMs === hourMs ? { hour: "2-digit" } : { day: "numeric", hour: "2-digit" })
      : format(at, { day: "numeric", month: "short" });
  const counts = figures.bars.map(({ mentions }) => mentions);
  const peak = counts.indexOf(Math.max(...counts));
  const peakAt = starts[peak];
  const name = (at: Date): string =>
    isHours ? voice.moment(at) : format(at, { weekday: "long", day: "numeric", month: "long" });
  return {
    caption: say("chart.caption"),
    finding: say("chart.finding", {
      count: whole(counts[peak] ?? 0),
      at: peakAt ? name(peakAt) : "",
      name: beforeName,
      before: whole(Math.max(0, ...figuresBefore.bars.map(({ mentions }) => mentions))),
    }),
    heading: say("chart.heading"),
    points: starts.map((at) => ({
      key: at.toISOString(),
      tick: tick(at),
      name: name(at),
      path: streamPath(
        queryOf({ ...now, from: at, until: new Date(Math.min(at.getTime() + stepMs, now.until.getTime())) }),
      ),
    })),
    series: (["negative", "neutral", "positive"] as const).map((tone) => ({
      name: say(`tone.${tone}`),
      tone,
      values: figures.bars.map((bar) => bar[tone]),
    })),
    before: {
      name: beforeName,
      values: counts.map((_, at) => figuresBefore.bars[at]?.mentions ?? 0),
    },
  };
}

function layTables(facts: BriefFacts, voice: BriefVoice): SentBrief["tables"] {
  const { sides, monitors, monitorsBefore, outlets, outletsBefore } = facts;
  const { say, whole, percent } = voice;
  const row = (
    one: Ranked,
    before: number,
    [side, sideBefore]: readonly [BriefSide, BriefSide],
    more = "",
  ): SentBrief["tables"][number]["rows"][number] => ({
    label: one.label,
    count: one.mentions,
    before,
    value: whole(one.mentions),
    beforeValue: whole(before),
    negative: percent(one.mentions === 0 ? 0 : one.negative / one.mentions),
    path: streamPath(queryOf(side, more)),
    pathBefore: streamPath(queryOf(sideBefore, more)),
  });
  const only = (side: BriefSide, id: string): BriefSide => ({
    ...side,
    monitors: side.monitors.filter((one) => one.id === id),
  });
  const before = new Map(monitorsBefore.map(({ key, mentions }) => [key, mentions]));
  const ofMonitors = monitors
    .toSorted((a, b) => b.mentions - a.mentions)
    .slice(0, mostMonitors)
    .map((one) =>
      row(one, before.get(one.key) ?? 0, [only(sides.now, one.key), only(sides.before, one.key)]),
    );
  const ofOutlets = outlets.map((one) =>
    row(
      one,
      outletsBefore.get(one.key) ?? 0,
      [sides.now, sides.before],
      `outlet:"${one.label.replaceAll('"', "")}"`,
    ),
  );
  return [
    // Two choices of monitors have none in common to compare.
    ...(sides.kind === "monitors" || ofMonitors.length < 2
      ? []
      : [{ title: say("table.monitors"), rows: ofMonitors }]),
    ...(ofOutlets.length === 0 ? [] : [{ title: say("table.outlets"), rows: ofOutlets }]),
  ];
}

function layTrust({ figures, agreement }: BriefFacts, { say, whole, percent }: BriefVoice): string[] {
  const { texts, agreed, kappa } = agreement;
  const kappaWords = new Intl.NumberFormat(say("tongue"), { maximumFractionDigits: 2 });
  return [
    figures.corrected === 0
      ? say("corrected_none")
      : say("corrected", { number: whole(figures.corrected), of: whole(figures.mentions) }),
    texts === 0
      ? say("agreement_none")
      : say(kappa === null ? "agreement" : "agreement_kappa", {
          share: percent(agreed / texts),
          texts: whole(texts),
          kappa: kappa === null ? "" : kappaWords.format(kappa),
        }),
  ];
}
