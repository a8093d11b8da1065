/** What was said of a text and what is right. */
export interface LabelAnswer {
  readonly right: string;
  readonly given: string;
  /** That the given label is right, 0 to 1; null where the engine gives none. */
  readonly probability: number | null;
}

export interface ClassScore {
  readonly label: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Rows that have the label. */
  readonly support: number;
}

export interface LabelScores {
  readonly rows: number;
  readonly accuracy: number;
  /** The mean F1 of the labels that occur in the file. */
  readonly macroF1: number;
  readonly classes: readonly ClassScore[];
  /** How often a label (first) was given another (second): only what occurs. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Expected calibration error over ten equal steps of probability (Guo et al. 2017); null without probabilities. */
  readonly calibrationError: number | null;
}

const STEPS = 10;

/** Scores answers. Labels are listed most frequent first. */
export function scoreLabels(answers: readonly LabelAnswer[]): LabelScores {
  const meant = new Map<string, number>();
  const said = new Map<string, number>();
  const hit = new Map<string, number>();
  const confusion: Record<string, Record<string, number>> = {};
  let right = 0;
  for (const answer of answers) {
    bump(meant, answer.right);
    bump(said, answer.given);
    if (answer.right === answer.given) {
      bump(hit, answer.right);
      right += 1;
    }
    confusion[answer.right] ??= {};
    const row = confusion[answer.right] ?? {};
    row[answer.given] = (row[answer.given] ?? 0) + 1;
  }
  const classes = [...meant]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([label, support]): ClassScore => {
      const hits = hit.get(label) ?? 0;
      const given = said.get(label) ?? 0;
      return {
        label,
        precision: given === 0 ? 0 : hits / given,
        recall: hits / support,
        f1: (2 * hits) / (support + given),
        support,
      };
    });
  const rows = answers.length;
  return {
    rows,
    accuracy: rows === 0 ? 0 : right / rows,
    macroF1: classes.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, classes.length),
    classes,
    confusion,
    calibrationError: calibrationError(answers),
  };
}

function bump(counts: Map<string, number>, label: string): void {
  counts.set(label, (counts.get(label) ?? 0) + 1);
}

function calibrationError(answers: readonly LabelAnswer[]): number | null {
  const gaps = new Float64Array(STEPS);
  for (const { right, given, probability } of answers) {
    if (probability === null) return null;
    const step = Math.min(STEPS - 1, Math.floor(probability * STEPS));
    gaps[step] = (gaps[step] ?? 0) + (right === given ? 1 : 0) - probability;
  }
  return answers.length === 0 ? null : gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / answers.length;
}
