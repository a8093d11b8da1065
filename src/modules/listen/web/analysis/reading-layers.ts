import type { TextReading, TextTrial, Tone } from "../../contract/analysis.ts";

/** What can be shown of a reading in its text, one at a time: the first four of any mention, the rest of a trial. */
export const readingLayers = ["tone", "intent", "hostility", "names"] as const;
export const trialLayers = [...readingLayers, "plain", "slips", "personal"] as const;
export type Layer = (typeof trialLayers)[number];

/** Which way a place speaks: wavy against, double for, a single line for neither, dots for what is only pointed at. */
export type Look = "against" | "for" | "plain" | "faint";

/** A place of a text and what was found there; offsets in UTF-16 units, end exclusive. */
export type Finding = {
  start: number;
  end: number;
  look: Look;
  /** Last part of the message key that names it. */
  kind: string;
  /** Signed, in the direction of `look`: what it added or took; null where nothing is weighed. */
  weight: number | null;
  /** 1 worth a look to 3 severe; null where there are no degrees. */
  severity: number | null;
  /** A better wording; empty when the words can go; null when none is known. */
  suggestion: string | null;
  /** The entity behind it, by its place in `entities`. */
  entity: number | null;
};

/** A finding with its number in the text; null when it is about the text as a whole. */
export type NumberedFinding = Finding & { number: number | null };

const unweighed = { weight: null, severity: null, suggestion: null, entity: null };

/** Weights count from the best tone; people count from us: what speaks for a negative tone speaks against us. */
function lookOf(best: Exclude<Tone, "unsure"> | Tone, weight: number): Look {
  if (best === "neutral" || best === "unsure") return "plain";
  return weight > 0 === (best === "positive") ? "for" : "against";
}

function toneFindings({ tone }: TextReading): Finding[] {
  return tone.reasons.map(({ start, end, kind, weight }) => {
    const look = lookOf(tone.best, weight);
    const size = Math.abs(weight);
    const signed = look === "against" ? -size : look === "for" ? size : weight;
    return { ...unweighed, start, end, look, kind: `tone.${kind}`, weight: signed };
  });
}

function hostilityFindings({ hostility }: TextReading): Finding[] {
  const words = hostility.words.map(
    ({ start, end, kind, strength }): Finding => ({
      ...unweighed,
      start,
      end,
      look: "against",
      kind: `hostility.${kind}`,
      severity: strength,
    }),
  );
  const claims = hostility.claims.map(
    ({ start, end, part }): Finding => ({ ...unweighed, start, end, look: "plain", kind: `claim.${part}` }),
  );
  return [...words, ...claims];
}

const isTrial = (reading: TextReading | TextTrial): reading is TextTrial => "slips" in reading;

/** What one layer found, as it comes from the engine. */
function findingsOf(reading: TextReading | TextTrial, layer: Layer): Finding[] {
  switch (layer) {
    case "tone":
      return toneFindings(reading);
    case "intent":
      return reading.intent.reasons.map(({ start, end, kind, weight }) => ({
        ...unweighed,
        start,
        end,
        look: "plain",
        kind: `intent.${kind}`,
        weight,
      }));
    case "hostility":
      return hostilityFindings(reading);
    case "names":
      return reading.entities.map(({ start, end, kind }, entity) => ({
        ...unweighed,
        start,
        end,
        look: "plain",
        kind: `entity.${kind}`,
        entity,
      }));
    case "plain":
      return !isTrial(reading)
        ? []
        : reading.plainness.places.map(({ start, end, kind, severity, suggestion }) => ({
            ...unweighed,
            start,
            end,
            look: kind === "longSentence" ? "faint" : "plain",
            kind: `plain.${kind}`,
            severity,
            suggestion,
          }));
    case "slips":
      return !isTrial(reading)
        ? []
        : reading.slips.map(({ start, end, kind, severity, suggestion }) => ({
            ...unweighed,
            start,
            end,
            look: "against",
            kind: `slips.${kind}`,
            severity,
            suggestion,
          }));
    case "personal":
      return !isTrial(reading)
        ? []
        : reading.personalData.map(({ start, end, kind }) => ({
            ...unweighed,
            start,
            end,
            look: "against",
            kind: `personal.${kind}`,
          }));
  }
}

/**
 * What a layer found in a text, in the order of the text and numbered so; what is about the whole text comes last,
 * without a number.
 */
export function layerOf(reading: TextReading | TextTrial, layer: Layer, text: string): NumberedFinding[] {
  const isWhole = ({ start, end, kind }: Finding) =>
    end <= start || (/\.(register|taught)$/.test(kind) && start === 0 && end >= text.trimEnd().length);
  const found = findingsOf(reading, layer);
  const placed = found
    .filter((one) => !isWhole(one))
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((one, at) => ({ ...one, number: at + 1 }));
  return [...placed, ...found.filter(isWhole).map((one) => ({ ...one, number: null }))];
}

/** A stretch of text between two boundaries of marks, its look, and the numbers of the findings that end with it. */
export type MarkedPiece = { start: number; text: string; look: Look | undefined; numbers: readonly number[] };

const strength: Record<Look, number> = { against: 3, for: 2, plain: 1, faint: 0 };

/** A text cut where marks begin and end. Where marks lie over each other, the strongest look wins. */
export function cutAtMarks(text: string, findings: readonly NumberedFinding[]): MarkedPiece[] {
  const marks = findings.filter(
    ({ number, start, end }) => number !== null && start >= 0 && end > start && end <= text.length,
  );
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const byStart = [...marks].sort((a, b) => a.start - b.start);
  const open: NumberedFinding[] = [];
  let next = 0;
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1] ?? text.length;
    for (let one = byStart[next]; one !== undefined && one.start <= start; one = byStart[next]) {
      open.push(one);
      next += 1;
    }
    for (let each = open.length - 1; each >= 0; each -= 1)
      if ((open[each]?.end ?? 0) <= start) open.splice(each, 1);
    const look = open.reduce<Look | undefined>(
      (best, one) => (best === undefined || strength[one.look] > strength[best] ? one.look : best),
      undefined,
    );
    const numbers = open.flatMap((one) => (one.end === end && one.number !== null ? [one.number] : []));
    return { start, text: text.slice(start, end), look, numbers };
  });
}

/** The text with one finding's words replaced; where they are simply left out, the space before them goes too. */
export function withSuggestion(text: string, finding: Pick<Finding, "start" | "end" | "suggestion">): string {
  const { suggestion } = finding;
  if (suggestion === null) return text;
  const { end } = finding;
  const isLeftOut = suggestion === "" && /\s/.test(text.charAt(finding.start - 1));
  const start = isLeftOut ? finding.start - 1 : finding.start;
  const first = text.charAt(finding.start);
  const isCapital = first !== first.toLowerCase();
  const words =
    isCapital && suggestion !== "" ? suggestion.charAt(0).toUpperCase() + suggestion.slice(1) : suggestion;
  return text.slice(0, start) + words + text.slice(end);
}
