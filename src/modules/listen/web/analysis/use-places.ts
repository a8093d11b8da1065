import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../contract/analysis.ts";
import { listen } from "../listen-api.ts";

const none: readonly Place[] = [];

/** Provinces, cities and regencies, asked for once, and the name of any code. */
export function usePlaces() {
  const { t } = useTranslation("listen");
  const query = useQuery({
    ...listen.queries.analysis.listPlaces.queryOptions(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = query.data?.items ?? none;
  const byCode = useMemo(() => new Map(items.map((one) => [one.code, one])), [items]);
  /** A district has no name here: it is named after its regency. */
  const nameOf = (code: string): string => {
    const known = byCode.get(code)?.name;
    if (known !== undefined) return known;
    const parent = byCode.get(code.split(".").slice(0, 2).join("."))?.name;
    return parent === undefined ? code : t("place.district", { place: parent });
  };
  return { items, byCode, nameOf, isReady: query.data !== undefined };
}
