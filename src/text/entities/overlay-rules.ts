import type { PlaceCandidate } from "../places/rank-candidates.ts";
import type { Gazetteer } from "../places/read-gazetteer.ts";
import type { RuledEntity, RuleKind, RuleReason } from "./entity-rules.ts";
import type { EntityReason } from "./explain-span.ts";
import type { Entity } from "./make-entities.ts";

/** An entity of a text, the engine's own or one that an office's rule has read. */
export type NamedEntity = Omit<Entity, "kind" | "reasons"> & {
  readonly kind: RuleKind;
  readonly reasons: readonly (EntityReason | RuleReason)[];
  /** The id of the rule that read it, or that said which place a body is of. */
  readonly rule?: string;
};

/**
 * Lays what an office's rules have read over what the engine found. A rule's word goes before the engine's: whatever
 * overlaps a ruled name gives way to it, whole. One thing stays: a body named after a place ("Pemkot SBY") is still a
 * body, and of the place that the rule names; it takes the rule's place.
 * @param entities the engine's, in the order of the text
 * @param ruled names as rules have read them, in the order of the text; their targets are codes where they are places
 * @returns both in the order of the text; they do not overlap
 */
export function overlayRules(
  entities: readonly Entity[],
  ruled: readonly RuledEntity[],
  gazetteer: Pick<Gazetteer, "byCode">,
): readonly NamedEntity[] {
  if (ruled.length === 0) return entities;
  // Both lists are in order and free of overlaps, so that one walk over each meets every pair that touches.
  const laid: NamedEntity[] = [];
  let next = 0;
  for (const entity of entities) {
    for (let name = ruled[next]; name !== undefined && name.end <= entity.start; name = ruled[next]) {
      laid.push(toEntity(name, gazetteer));
      next += 1;
    }
    const touching: RuledEntity[] = [];
    for (let at = next, name = ruled[at]; name !== undefined && name.start < entity.end; name = ruled[at]) {
      touching.push(name);
      at += 1;
    }
    const place = touching.find((name) => name.kind === "place" && isBodyAround(entity, name));
    if (place === undefined) {
      if (touching.length === 0) laid.push(entity);
      continue;
    }
    laid.push({ ...entity, rule: place.rule, placeCandidates: candidatesOf(place, gazetteer) });
    next += touching.length;
  }
  return [...laid, ...ruled.slice(next).map((name) => toEntity(name, gazetteer))];
}

const isBodyAround = (entity: Entity, { start, end }: RuledEntity): boolean =>
  entity.kind === "organisation" &&
  entity.start <= start &&
  entity.end >= end &&
  entity.end - entity.start > end - start;

function toEntity(ruled: RuledEntity, gazetteer: Pick<Gazetteer, "byCode">): NamedEntity {
  const { start, end, kind, name, rule, reasons } = ruled;
  return {
    start,
    end,
    kind,
    name,
    probability: 1,
    isUnsure: false,
    reasons,
    rule,
    ...(kind === "place" ? { placeCandidates: candidatesOf(ruled, gazetteer) } : {}),
  };
}

/** The place of a rule; none where the gazetteer has lost its code. */
function candidatesOf({ target }: RuledEntity, { byCode }: Pick<Gazetteer, "byCode">): PlaceCandidate[] {
  const place = byCode.get(target);
  if (place === undefined) return [];
  const { code, level, name, provinceCode } = place;
  return [{ code, level, name, province: byCode.get(provinceCode)?.name ?? null, probability: 1 }];
}
