import type { Agreement } from "../../contract/analysis.ts";

/**
 * How far two readers of the same texts agree, by Cohen's kappa: (po − pe) / (1 − pe), where po is the share of texts on
 * which they agree and pe the share on which they would by chance, the sum over the labels of the product of both
 * readers' shares (Cohen 1960, "A coefficient of agreement for nominal scales", Educational and Psychological
 * Measurement 20, 37-46). 1 is full agreement, 0 what chance gives, below 0 less than that. Undefined with fewer than two
 * texts, and where both readers gave one and the same label to all, so that chance alone explains it.
 * @param labels in the order of rows and columns; pairs with any other label are left out
 * @param pairs the first and the second reader's label of each text
 */
export function measureAgreement(
  labels: readonly string[],
  pairs: readonly (readonly [first: string, second: string])[],
): Agreement {
  const confusion = labels.map(() => labels.map(() => 0));
  let texts = 0;
  for (const [first, second] of pairs) {
    const row = confusion[labels.indexOf(first)];
    const column = labels.indexOf(second);
    if (row === undefined || column < 0) continue;
    row[column] = (row[column] ?? 0) + 1;
    texts += 1;
  }
  const agreed = labels.reduce((sum, _, at) => sum + (confusion[at]?.[at] ?? 0), 0);
  // In whole numbers, so that "by chance always" is told exactly: pe times the square of the texts.
  const chance = labels.reduce((sum, _, at) => {
    const ofFirst = (confusion[at] ?? []).reduce((total, count) => total + count, 0);
    const ofSecond = confusion.reduce((total, row) => total + (row[at] ?? 0), 0);
    return sum + ofFirst * ofSecond;
  }, 0);
  const isDefined = texts >= 2 && chance < texts * texts;
  return {
    texts,
    agreed,
    kappa: isDefined ? (agreed * texts - chance) / (texts * texts - chance) : null,
    labels: [...labels],
    confusion,
  };
}
