import { tokenise } from "#text/tokenise.ts";

export type NewPhrase = { word: string; count: number; before: number };

/** A phrase in fewer texts than this is one by chance. */
const fewestTexts = 3;
/** How sure it must be that a phrase is more frequent than before: standard deviations. */
const leastZ = 1.96;
/** How many texts the prior counts as: what both sides together say of a phrase. */
const priorTexts = 20;
const longestPhrase = 3;
const shortestWord = 3;
/** Beyond this share of its texts a phrase stands within a longer one, and the longer one is shown. */
const withinShare = 0.7;

type Candidate = { texts: number; spellings: Map<string, number> };

/**
 * Words and phrases of up to three words that set texts apart from earlier ones, the surest first: log-odds with an
 * informative Dirichlet prior, by their z-score (Monroe, Colaresi and Quinn, Fightin' Words, Political Analysis 16, 2008).
 * `before` is scaled to the number of texts now. A phrase takes the place of the words within it.
 */
export function newPhrases(now: readonly string[], before: readonly string[], limit: number): NewPhrase[] {
  const [recent, earlier] = [countPhrases(now), countPhrases(before)];
  const [sizeNow, sizeBefore] = [now.length, before.length];
  const scored = [...recent]
    .filter(([, { texts }]) => texts >= fewestTexts)
    .map(([key, candidate]) => {
      const past = earlier.get(key)?.texts ?? 0;
      const prior = (priorTexts * (candidate.texts + past)) / (sizeNow + sizeBefore);
      const odds = (count: number, size: number): number =>
        Math.log((count + prior) / (size + priorTexts - count - prior));
      const z =
        (odds(candidate.texts, sizeNow) - odds(past, sizeBefore)) /
        Math.sqrt(1 / (candidate.texts + prior) + 1 / (past + prior));
      return { key, candidate, past, z };
    })
    .filter(({ z }) => z >= leastZ)
    .sort((a, b) => b.z - a.z || b.key.length - a.key.length || (a.key < b.key ? -1 : 1));
  const shown = scored.filter(
    ({ key, candidate }) =>
      !scored.some(
        (longer) =>
          longer.key.length > key.length &&
          ` ${longer.key} `.includes(` ${key} `) &&
          longer.candidate.texts >= withinShare * candidate.texts,
      ),
  );
  const scale = sizeBefore === 0 ? 0 : sizeNow / sizeBefore;
  return shown.slice(0, limit).map(({ candidate, past }) => ({
    word: mostUsed(candidate.spellings),
    count: candidate.texts,
    before: Math.round(past * scale),
  }));
}

/** In how many texts each word and phrase stands; a phrase has no number and no sign of punctuation within it. */
function countPhrases(texts: readonly string[]): Map<string, Candidate> {
  const counts = new Map<string, Candidate>();
  for (const text of texts) {
    const seen = new Set<string>();
    const tokens = tokenise(text).filter(({ kind }) => kind === "word" || kind === "hashtag");
    for (let first = 0; first < tokens.length; first += 1)
      for (let length = 1; length <= longestPhrase; length += 1) {
        const part = tokens.slice(first, first + length);
        const [begin, end] = [part[0], part.at(-1)];
        if (part.length < length || !begin || !end) break;
        const written = text.slice(begin.start, end.end);
        if (written.split(/\s+/).length !== length || /[.,:;!?()"“”]/.test(written)) break;
        if (begin.term.length < shortestWord || end.term.length < shortestWord) continue;
        const key = part.map(({ term }) => term).join(" ");
        if (seen.has(key)) continue;
        seen.add(key);
        const known = counts.get(key) ?? { texts: 0, spellings: new Map<string, number>() };
        known.texts += 1;
        known.spellings.set(written, (known.spellings.get(written) ?? 0) + 1);
        counts.set(key, known);
      }
  }
  return counts;
}

const mostUsed = (spellings: ReadonlyMap<string, number>): string =>
  [...spellings].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]?.[0] ?? "";
