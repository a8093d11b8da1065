import {
  readSampleHeadlines,
  type SampleHeadline,
} from "#modules/listen/server/mentions/sample-headlines.ts";
import { learnUsual, shapeOf, type Usual } from "#modules/listen/server/spikes/learn-usual.ts";
import { type VolumeChange, watchVolume } from "#modules/listen/server/spikes/watch-volume.ts";
import { percolatedDocument } from "#text/percolate/percolated-document.ts";
import { makePercolator } from "#text/percolate/percolator.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import type { BenchOptions, Figure } from "./figure.ts";
import { seededRandom } from "./synthetic-posts.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const zone = "Asia/Jakarta";
const start = Date.parse("2019-09-10T00:00:00+07:00");
const end = Date.parse("2019-09-16T00:00:00+07:00");
/** Alarms are counted once a day of past is there. */
const watched = start + dayMs;
const firstObituary = Date.parse("2019-09-11T18:24:00+07:00");

const habibie = 'habibie NOT "habibie center"';
const kpai = "KPAI OR (djarum NEAR/10 (audisi OR bulutangkis OR atlet OR anak))";
/** What an office may watch: two stories with a beginning in these days, and standing matters. */
const queries = [
  habibie,
  kpai,
  'jokowi OR "joko widodo" OR istana',
  'DPR OR "dewan perwakilan rakyat"',
  '"kabut asap" OR karhutla OR "kebakaran hutan"',
  '"UU KPK" OR (KPK NEAR/6 (revisi OR RUU)) OR "pimpinan KPK"',
  "KPK",
  "polisi OR polri",
  "bandung",
  "jakarta",
  "surabaya",
  "medan",
  "papua",
  "timnas",
  "liga",
  "motogp",
  "bpjs",
  "menteri",
  '"ibu kota"',
  "anies",
  "TNI",
  "mobil OR motor",
  "samsung OR xiaomi OR iphone",
  "sekolah OR guru",
  "prabowo",
  "kecelakaan",
];

/**
 * What the watch over volumes finds in the shipped headlines of September 2019, each at the minute it was published, and
 * in quiet made-up streams. Every alarm that is not of the death of B. J. Habibie counts as false, also true ones.
 */
export async function run({ say }: BenchOptions): Promise<Figure[]> {
  const headlines = (await readSampleHeadlines()).filter(({ precision }) => precision !== "day");
  const found = matchAll(headlines);
  const all = headlines.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
  const week = shapeOf(usualOf(all, start, null)(end));
  let others = 0;
  let caughtMinutes = Number.NaN;
  for (const [index, query] of queries.entries()) {
    const times = found[index] ?? [];
    const alarms = startsOf(watch(times, usualOf(times, start, week), watched, end));
    for (const { at, state } of alarms)
      say(
        `${new Date(at).toISOString()} ${state.peak.count} against ${state.peak.expected.toFixed(1)}: ${query}`,
      );
    const ofDeath = query === habibie ? alarms.find(({ at }) => at >= firstObituary) : undefined;
    if (ofDeath) caughtMinutes = (ofDeath.at - firstObituary) / 60_000;
    others += alarms.filter((alarm) => alarm !== ofDeath).length;
  }
  const monitorWeeks = (queries.length * (end - watched)) / weekMs;
  const figure = (name: string, value: number, unit: string): Figure => ({
    figure: name,
    value: Number(value.toFixed(2)),
    unit,
  });
  return [
    figure("Habibie, from the first obituary to the alarm", caughtMinutes, "minutes"),
    figure(
      "KPAI and Djarum, from midnight of the first day to the alarm",
      kpaiHours(found[1] ?? [], week),
      "hours",
    ),
    figure(
      `other alarms of ${queries.length} monitors on the stream`,
      others / monitorWeeks,
      "a monitor a week",
    ),
    figure("alarms of 20 quiet streams, every hour for itself", quiet(false), "a monitor a week"),
    figure("alarms of 20 quiet streams whose days differ", quiet(true), "a monitor a week"),
  ];
}

function matchAll(headlines: readonly SampleHeadline[]): number[][] {
  const percolator = makePercolator();
  for (const [index, query] of queries.entries()) {
    const parsed = parseQuery(query);
    if (!parsed.ok) throw new Error(`No query: ${query}`);
    percolator.set(String(index), parsed.tree);
  }
  const found = queries.map((): number[] => []);
  for (const { title, at } of headlines) {
    const document = percolatedDocument({ title, text: "", publishedAt: new Date(at), fields: {} });
    for (const id of percolator.match(document, { now: new Date(end), zone }))
      found[Number(id)]?.push(Date.parse(at));
  }
  return found.map((times) => times.sort((a, b) => a - b));
}

function usualOf(times: readonly number[], from: number, prior: readonly number[] | null): Usual {
  const last = Math.max(end, times.at(-1) ?? end);
  const counts = new Array<number>(Math.ceil((last - from) / hourMs) + 1).fill(0);
  for (const at of times)
    counts[Math.floor((at - from) / hourMs)] = (counts[Math.floor((at - from) / hourMs)] ?? 0) + 1;
  return learnUsual({ from, counts, prior, zone });
}

const watch = (times: readonly number[], usual: Usual, from: number, until: number): VolumeChange[] =>
  watchVolume({ times, known: times, usual, zone }, null, { from, until });
const startsOf = (changes: readonly VolumeChange[]) => changes.filter(({ kind }) => kind === "started");

/**
 * The row of KPAI and Djarum fills the first day of the sample, which has no past. What it was like when it was quiet, 13
 * to 15 September, is laid before it four weeks long.
 */
function kpaiHours(times: readonly number[], week: readonly number[] | null): number {
  const quietFrom = Date.parse("2019-09-13T00:00:00+07:00");
  const past: number[] = [];
  for (let shift = 1; quietFrom - shift * 3 * dayMs >= start - 30 * dayMs; shift += 1)
    for (const at of times)
      if (at >= quietFrom && at - shift * 3 * dayMs < start) past.push(at - shift * 3 * dayMs);
  const all = [...past, ...times].sort((a, b) => a - b);
  const [alarm] = startsOf(watch(all, usualOf(all, start - 30 * dayMs, week), start, start + dayMs));
  return alarm ? (alarm.at - start) / hourMs : Number.NaN;
}

/** Alarms in made-up streams that nothing happens in: four weeks of past, two weeks of watching. */
function quiet(doDaysDiffer: boolean): number {
  const random = seededRandom(7);
  const from = start - 6 * weekMs;
  let alarms = 0;
  for (let stream = 0; stream < 20; stream += 1) {
    const perHour = [0.1, 0.5, 2, 8][stream % 4] ?? 1;
    const times: number[] = [];
    let level = 1;
    for (let at = from, day = -1; at < start; ) {
      if (Math.floor((at - from) / dayMs) !== day) {
        day = Math.floor((at - from) / dayMs);
        // Half as much on some days, twice as much on others.
        level = doDaysDiffer ? 2 ** (2 * random() - 1) : 1;
      }
      const isNight = new Date(at + 7 * hourMs).getUTCHours() < 6;
      at += (-Math.log(1 - random()) / (perHour * level * (isNight ? 0.2 : 1.2))) * hourMs;
      if (at < start) times.push(at);
    }
    alarms += startsOf(watch(times, usualOf(times, from, null), start - 2 * weekMs, start)).length;
  }
  return alarms / (20 * 2);
}
