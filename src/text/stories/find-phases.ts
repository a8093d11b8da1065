import { centreOf, nearnessOfCentres, type WeighedText } from "./weighed-text.ts";

const MOST_PHASES = 5;
const FEWEST_TEXTS = 4;
const LEAST_SHARE = 0.06;
const SHORTEST_MS = 3 * 3_600_000;
/** Two stretches that are nearer than this speak of the same. */
const SAME_FROM = 0.72;
/** Places in time that are tried for a cut. */
const CUTS_TRIED = 24;

/** `gain`: how much is told apart, more where both sides have many texts. */
type Cut = { readonly at: number; readonly nearness: number; readonly gain: number };

/**
 * Cuts a story, in the order of time, where what is spoken of changes most: again and again the stretch in which most is
 * told apart is cut in two, until all that are left speak of one thing.
 */
export function findPhases(texts: readonly WeighedText[]): WeighedText[][] {
  const fewest = Math.max(FEWEST_TEXTS, Math.round(LEAST_SHARE * texts.length));
  const phases: { texts: WeighedText[]; cut: Cut | undefined }[] = [
    { texts: [...texts], cut: bestCut(texts, fewest) },
  ];
  while (phases.length < MOST_PHASES) {
    const index = phases.reduce(
      (best, { cut }, at) => ((cut?.gain ?? 0) > (phases[best]?.cut?.gain ?? 0) ? at : best),
      0,
    );
    const phase = phases[index];
    if (!phase?.cut) break;
    const halves = [phase.texts.slice(0, phase.cut.at), phase.texts.slice(phase.cut.at)];
    phases.splice(index, 1, ...halves.map((half) => ({ texts: half, cut: bestCut(half, fewest) })));
  }
  return phases.map((phase) => phase.texts);
}

function bestCut(texts: readonly WeighedText[], fewest: number): Cut | undefined {
  const step = Math.max(1, Math.floor(texts.length / CUTS_TRIED));
  const [first, last] = [texts[0]?.text.time ?? 0, texts.at(-1)?.text.time ?? 0];
  let best: Cut | undefined;
  for (let at = fewest; at <= texts.length - fewest; at += step) {
    const time = texts[at]?.text.time ?? 0;
    if (time - first < SHORTEST_MS || last - time < SHORTEST_MS) continue;
    const nearness = nearnessOfCentres(centreOf(texts.slice(0, at)), centreOf(texts.slice(at)));
    const gain = (1 - nearness) * Math.sqrt(at * (texts.length - at));
    if (nearness < SAME_FROM && gain > (best?.gain ?? 0)) best = { at, nearness, gain };
  }
  return best;
}
