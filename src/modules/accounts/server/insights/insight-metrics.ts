import type { Metric } from "#connectors/ports/insights-port.ts";
import type { Ability, Manifest } from "#connectors/ports/manifest.ts";
import { connectors } from "#connectors/registry.ts";
import type { InsightMetric } from "../../contract/insights.ts";
import type { Counts } from "./insight-tables.ts";

/** The networks that count posts, or accounts. */
export const countingNetworks = (what: keyof Manifest["abilities"]["insights"]): string[] =>
  connectors
    .filter(({ manifest }) => manifest.abilities.insights[what].can)
    .map(({ manifest }) => manifest.key);

/** What a network says of its own counting; null for one that this version does not know. */
export const countingOf = (network: string, what: keyof Manifest["abilities"]["insights"]): Ability | null =>
  manifestOf(network)?.abilities.insights[what] ?? null;

/** What is kept of measured numbers: each name once, and nothing that is no number. */
export const countsOf = (metrics: readonly Metric[]): Counts =>
  Object.fromEntries(
    metrics.flatMap(({ name, value }) => (Number.isFinite(value) ? [[name.slice(0, 80), value]] : [])),
  );

/** Numbers in the order and the words of the network's manifest; one that it has no word for goes by its own name. */
export function metricsOf(network: string, counts: Counts): InsightMetric[] {
  const words = manifestOf(network)?.metrics ?? {};
  const known = Object.keys(words).filter((name) => counts[name] !== undefined);
  const others = Object.keys(counts).filter((name) => words[name] === undefined);
  return [...known, ...others.toSorted()].map((name) => ({
    name,
    label: words[name] ?? { id: name, en: name },
    value: counts[name] ?? 0,
  }));
}

const manifestOf = (network: string): Manifest | undefined =>
  connectors.find(({ manifest }) => manifest.key === network)?.manifest;
