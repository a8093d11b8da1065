import { ENTITY_KINDS, type EntityKind } from "./entity.ts";

/** A stretch and its kind; whatever the unit of the places is, both sides must use the same. */
export type ScoredSpan = { first: number; last: number; kind: EntityKind };

export type EntityScore = {
  precision: number;
  recall: number;
  /** Over all entities of all kinds. */
  microF1: number;
  /** The mean over the three kinds. */
  macroF1: number;
  f1: Record<EntityKind, number>;
};

/**
 * Scores found entities against marked ones, a list per sentence, as conlleval does: an entity counts when its kind and
 * both its ends are right (Tjong Kim Sang and De Meulder 2003).
 */
export function scoreEntities(
  gold: readonly (readonly ScoredSpan[])[],
  found: readonly (readonly ScoredSpan[])[],
): EntityScore {
  const counts = ENTITY_KINDS.map(() => ({ right: 0, gold: 0, found: 0 }));
  gold.forEach((marked, at) => {
    const keys = new Set(marked.map(keyOf));
    for (const { kind } of marked) bump(counts, kind, "gold");
    for (const span of found[at] ?? []) {
      bump(counts, span.kind, "found");
      if (keys.has(keyOf(span))) bump(counts, span.kind, "right");
    }
  });
  const all = counts.reduce((sum, one) => ({
    right: sum.right + one.right,
    gold: sum.gold + one.gold,
    found: sum.found + one.found,
  }));
  const [person = 0, organisation = 0, place = 0] = counts.map(f1Of);
  return {
    precision: ratio(all.right, all.found),
    recall: ratio(all.right, all.gold),
    microF1: f1Of(all),
    macroF1: (person + organisation + place) / ENTITY_KINDS.length,
    f1: { person, organisation, place },
  };
}

type Count = { right: number; gold: number; found: number };

function bump(counts: Count[], kind: EntityKind, what: keyof Count): void {
  const count = counts[ENTITY_KINDS.indexOf(kind)];
  if (count !== undefined) count[what] += 1;
}

function keyOf({ first, last, kind }: ScoredSpan): string {
  return `${first} ${last} ${kind}`;
}

function f1Of({ right, gold, found }: Count): number {
  return ratio(2 * right, gold + found);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
