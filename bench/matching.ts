import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { percolatedDocument } from "#text/percolate/percolated-document.ts";
import { makePercolator, type Percolator } from "#text/percolate/percolator.ts";
import type { QueryDocument } from "#text/query/evaluate-query.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import type { QueryNode } from "#text/query/tree.ts";
import { against, type BenchOptions, type Figure, quantile } from "./figure.ts";
import { matchByLiqe, matchInPostgres } from "./matching-peers.ts";
import { type Breadth, makeSyntheticStream } from "./synthetic-monitors.ts";

const posts = 20_000;
/** Posts are laid out just before they are matched, as intake does with a batch. */
const batch = 50;
const rounds = 7;
const clock = { now: new Date("2026-01-01T00:00:00Z"), zone: "Asia/Jakarta" };

/** How many posts a second are matched against many monitors on one core, beside PostgreSQL and liqe. */
export async function run({ connectionString, say }: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [breadth, count] of [
    ["broad", 10_000],
    ["narrow", 10_000],
    ["broad", 100_000],
    ["narrow", 100_000],
  ] as const) {
    const { documents, monitors, trees } = makeSample(breadth, count);
    const { percolator, setUs, megabytes } = fill(trees);
    const measured = measure(percolator, documents);
    const name = `${count.toLocaleString("en")} ${breadth} monitors`;
    say(`${name}: ${measured.matches.toFixed(2)} matches a post`);
    const figure = (what: string, value: number, unit: string): Figure => ({
      figure: `${name}: ${what}`,
      value,
      unit,
    });
    figures.push(
      figure("matches a post", Number(measured.matches.toFixed(2)), "matches"),
      figure("posts, words given, processor time", measured.busyRate, "posts/s"),
      figure("posts, words given, wall clock, the fastest tenth of batches", measured.fastRate, "posts/s"),
      figure("posts, words given, wall clock", measured.wallRate, "posts/s"),
      figure("posts, cutting words too, processor time", measured.cuttingRate, "posts/s"),
      figure("adding a monitor, processor time", Number(setUs.toFixed(1)), "µs"),
      figure("memory of all", Math.round(megabytes), "MB"),
    );
    if (count > 10_000) continue;
    const peers = await matchInPostgres(connectionString, trees, documents, (document) =>
      percolator.match(percolatedDocument(document), clock).map(Number),
    );
    peers.push({ peer: "liqe, one monitor after the other", rate: matchByLiqe(trees, documents) });
    for (const { peer, rate } of peers)
      figures.push(
        against({
          figure: `${name}: posts, cutting words too, wall clock`,
          value: measured.wallCuttingRate,
          unit: "posts/s",
          peer,
          peerValue: Number(rate.toPrecision(3)),
        }),
      );
    say(`a monitor: ${monitors[0] ?? ""}`);
  }
  return figures;
}

function makeSample(breadth: Breadth, count: number) {
  const stream = makeSyntheticStream(5);
  const documents = Array.from(
    { length: posts },
    (): QueryDocument => ({ title: "", text: stream.post(), publishedAt: clock.now, fields: {} }),
  );
  const monitors = Array.from({ length: count }, () => stream.monitor(breadth));
  const trees = monitors.map((source) => {
    const parsed = parseQuery(source);
    if (!parsed.ok) throw new Error(`${source}: ${JSON.stringify(parsed.errors)}`);
    return parsed.tree;
  });
  return { documents, monitors, trees };
}

/** The processor time of this thread, in milliseconds. */
function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Bytes held after what nobody needs has been thrown away. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function fill(trees: readonly QueryNode[]) {
  const before = heldBytes();
  const percolator = makePercolator();
  const start = busyMs();
  for (const [number, tree] of trees.entries()) percolator.set(String(number), tree);
  const setUs = ((busyMs() - start) * 1_000) / trees.length;
  return { percolator, setUs, megabytes: (heldBytes() - before) / 1e6 };
}

/**
 * The median of several rounds over all posts, after one that is not counted. The fastest tenth of batches shows what
 * the machine does while nobody else takes its processors.
 */
function measure(percolator: Percolator, documents: readonly QueryDocument[]) {
  const busy: number[] = [];
  const wall: number[] = [];
  const busyCutting: number[] = [];
  const wallCutting: number[] = [];
  const batches: number[] = [];
  let matched = 0;
  for (let round = 0; round <= rounds; round += 1) {
    matched = 0;
    let [busySum, wallSum, busyCuttingSum, wallCuttingSum] = [0, 0, 0, 0];
    for (let from = 0; from < documents.length; from += batch) {
      const [busyBegun, wallBegun] = [busyMs(), performance.now()];
      const laidOut = documents.slice(from, from + batch).map(percolatedDocument);
      const [busyCut, wallCut] = [busyMs(), performance.now()];
      for (const document of laidOut) matched += percolator.match(document, clock).length;
      const [busyEnd, wallEnd] = [busyMs(), performance.now()];
      busySum += busyEnd - busyCut;
      wallSum += wallEnd - wallCut;
      if (round > 0) batches.push(wallEnd - wallCut);
      busyCuttingSum += busyEnd - busyBegun;
      wallCuttingSum += wallEnd - wallBegun;
    }
    if (round === 0) continue;
    busy.push(busySum);
    wall.push(wallSum);
    busyCutting.push(busyCuttingSum);
    wallCutting.push(wallCuttingSum);
  }
  const rate = (times: readonly number[]): number =>
    Math.round((documents.length * 1_000) / quantile(times, 0.5));
  return {
    matches: matched / documents.length,
    fastRate: Math.round((batch * 1_000) / quantile(batches, 0.1)),
    busyRate: rate(busy),
    wallRate: rate(wall),
    cuttingRate: rate(busyCutting),
    wallCuttingRate: rate(wallCutting),
  };
}
