import { expect, test } from "vitest";
import type { Place } from "../places/place.ts";
import type { RuledEntity } from "./entity-rules.ts";
import type { Entity } from "./make-entities.ts";
import { overlayRules } from "./overlay-rules.ts";

const placeOf = (code: string, name: string): Place => ({
  code,
  level: code.length === 2 ? "province" : "city",
  name,
  shortName: name,
  provinceCode: code.slice(0, 2),
  parentCode: undefined,
  latitude: undefined,
  longitude: undefined,
});
const byCode = new Map([
  ["35", placeOf("35", "Jawa Timur")],
  ["35.78", placeOf("35.78", "Kota Surabaya")],
]);
const found = (kind: Entity["kind"], start: number, end: number): Entity => ({
  start,
  end,
  kind,
  name: `${kind} ${start}`,
  probability: 0.7,
  isUnsure: false,
  reasons: [],
});
const ruled = (kind: RuledEntity["kind"], start: number, end: number, target = "35.78"): RuledEntity => ({
  start,
  end,
  kind,
  name: "Nama",
  target,
  rule: `rule-${start}`,
  reasons: [{ start, end, kind: "alias" }],
});
const told = (entities: readonly Entity[], names: readonly RuledEntity[]) =>
  overlayRules(entities, names, { byCode }).map(
    ({ start, end, kind, rule }) => `${kind} ${start}-${end}${rule === undefined ? "" : ` by ${rule}`}`,
  );

test("without a ruled name everything is the engine's", () => {
  const own = [found("person", 0, 3)];
  expect(overlayRules(own, [], { byCode })).toBe(own);
});

test("whatever overlaps a ruled name gives way to it, the rest stays in order", () => {
  const own = [found("person", 0, 3), found("place", 5, 12), found("organisation", 20, 30)];
  expect(told(own, [ruled("person", 1, 3), ruled("other", 10, 14), ruled("person", 15, 18)])).toEqual([
    "person 1-3 by rule-1",
    "other 10-14 by rule-10",
    "person 15-18 by rule-15",
    "organisation 20-30",
  ]);
  expect(told([], [ruled("place", 4, 7)])).toEqual(["place 4-7 by rule-4"]);
});

test("a ruled name that reaches over two entities takes the place of both", () => {
  expect(told([found("person", 0, 3), found("place", 4, 9)], [ruled("organisation", 0, 9)])).toEqual([
    "organisation 0-9 by rule-0",
  ]);
});

test("a body around a place stays a body, of the rule's place", () => {
  const [body] = overlayRules([found("organisation", 0, 10)], [ruled("place", 7, 10)], { byCode });
  expect(body).toMatchObject({
    kind: "organisation",
    rule: "rule-7",
    placeCandidates: [{ code: "35.78", name: "Kota Surabaya", province: "Jawa Timur", probability: 1 }],
  });
  expect(told([found("organisation", 0, 10)], [ruled("place", 0, 10)])).toEqual(["place 0-10 by rule-0"]);
  expect(told([found("organisation", 0, 10)], [ruled("person", 7, 10)])).toEqual(["person 7-10 by rule-7"]);
});

test("a code that the gazetteer has lost leaves the name without a place", () => {
  const [place] = overlayRules([], [ruled("place", 0, 3, "99.99")], { byCode });
  expect(place?.placeCandidates).toEqual([]);
});
