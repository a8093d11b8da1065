import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { listen } from "../listen-api.ts";
import { type FacetField, withoutField } from "./edit-query.ts";

export const facetFields = [
  "tone",
  "intent",
  "place",
  "hostile",
  "channel",
  "outlet",
  "lang",
  "tag",
] as const satisfies readonly FacetField[];
export type CountedField = (typeof facetFields)[number];

const optionsOf = (query: string, enabled: boolean) =>
  listen.queries.mentions.summarizeMentions.queryOptions({
    input: { q: query },
    placeholderData: keepPreviousData,
    enabled,
  });

/** How many a query finds, and when. */
export const useSummary = (query: string, isReadable: boolean) => useQuery(optionsOf(query, isReadable));

export type FacetValue = { value: string; count: number };

/**
 * The values of each field with their counts, counted without the field's own choice, so that other values of a field
 * can still be added. Fields without a choice share one question with the total.
 */
export function useFacets(query: string, isReadable: boolean): Record<CountedField, readonly FacetValue[]> {
  const answers = useQueries({
    queries: [...new Set(facetFields.map((field) => withoutField(query, field)))].map((q) =>
      optionsOf(q, isReadable),
    ),
    combine: (results) => results.map((one) => one.data?.facets),
  });
  const texts = [...new Set(facetFields.map((field) => withoutField(query, field)))];
  const of = (field: CountedField) => answers[texts.indexOf(withoutField(query, field))]?.[field] ?? [];
  return {
    tone: of("tone"),
    intent: of("intent"),
    place: of("place"),
    hostile: of("hostile"),
    channel: of("channel"),
    outlet: of("outlet"),
    lang: of("lang"),
    tag: of("tag"),
  };
}

/** How many mentions name each place, counted without the query's own choice of places. */
export function usePlaceCounts(query: string, isReadable: boolean) {
  const answer = useQuery(optionsOf(withoutField(query, "place"), isReadable));
  return {
    counts: answer.data?.facets.place ?? [],
    areExact: answer.data?.areTraitsExact ?? true,
  };
}
