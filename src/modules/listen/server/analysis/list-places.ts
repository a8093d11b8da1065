import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Place } from "../../contract/analysis.ts";

/** Whoever looks at the map, or says where something is, chooses among provinces, cities and regencies. */
export async function listPlaces(analyst: Pick<Analyst, "places">): Promise<{ items: Place[] }> {
  const places = await analyst.places();
  return {
    items: places.flatMap(({ code, name, level, provinceCode, latitude, longitude }) =>
      level === "district"
        ? []
        : [{ code, name, level, provinceCode, latitude: latitude ?? null, longitude: longitude ?? null }],
    ),
  };
}
