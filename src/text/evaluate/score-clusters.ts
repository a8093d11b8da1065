/** An item, the group it belongs to, and the group it was put in. */
export interface ClusteredItem {
  readonly truth: string;
  readonly found: string;
  /** Whether it is judged, or only there so that groups it was wrongly put in are seen. */
  readonly isJudged: boolean;
}

/** How well items were grouped, 0 to 1. */
export interface ClusterScores {
  /** Items judged. */
  readonly items: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** The same, each true group counting once however large it is. */
  readonly groups: number;
  readonly groupPrecision: number;
  readonly groupRecall: number;
  readonly groupF1: number;
}

type Sums = { precision: number; recall: number; items: number };

/**
 * B-cubed (Bagga and Baldwin 1998): of each judged item, which share of the items it was put with belongs with it
 * (precision), and which share of those that belong with it was put with it (recall), itself included; in the mean.
 */
export function scoreClusters(items: readonly ClusteredItem[]): ClusterScores {
  const truths = countBy(items, ({ truth }) => truth);
  const founds = countBy(items, ({ found }) => found);
  const pairs = countBy(items, pairOf);
  const groups = new Map<string, Sums>();
  for (const item of items) {
    if (!item.isJudged) continue;
    const both = pairs.get(pairOf(item)) ?? 0;
    const sums = groups.get(item.truth) ?? { precision: 0, recall: 0, items: 0 };
    sums.precision += both / (founds.get(item.found) ?? 1);
    sums.recall += both / (truths.get(item.truth) ?? 1);
    sums.items += 1;
    groups.set(item.truth, sums);
  }
  const each = [...groups.values()];
  const judged = total(each, (sums) => sums.items);
  const precision = ratio(
    total(each, (sums) => sums.precision),
    judged,
  );
  const recall = ratio(
    total(each, (sums) => sums.recall),
    judged,
  );
  const groupPrecision = ratio(
    total(each, (sums) => sums.precision / sums.items),
    each.length,
  );
  const groupRecall = ratio(
    total(each, (sums) => sums.recall / sums.items),
    each.length,
  );
  return {
    items: judged,
    precision,
    recall,
    f1: harmonic(precision, recall),
    groups: each.length,
    groupPrecision,
    groupRecall,
    groupF1: harmonic(groupPrecision, groupRecall),
  };
}

const pairOf = ({ truth, found }: ClusteredItem): string => JSON.stringify([truth, found]);

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const total = (each: readonly Sums[], of: (sums: Sums) => number): number =>
  each.reduce((sum, sums) => sum + of(sums), 0);

const ratio = (part: number, of: number): number => (of === 0 ? 0 : part / of);

const harmonic = (a: number, b: number): number => (a + b === 0 ? 0 : (2 * a * b) / (a + b));
