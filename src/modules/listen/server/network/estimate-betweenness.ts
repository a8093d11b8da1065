/** Shortest ways are counted from so many nodes at most; from all, and then exactly, where there are fewer. */
const mostSources = 200;

/**
 * The share of shortest ways between pairs of others that lead over each node (Brandes, A Faster Algorithm for
 * Betweenness Centrality, 2001; sources drawn at random as in Brandes and Pich 2007), 0 to 1.
 * @param neighbours of each node, without direction
 */
export function estimateBetweenness(
  neighbours: readonly (readonly number[])[],
  random: () => number,
): Float64Array {
  const { length } = neighbours;
  const sums = new Float64Array(length);
  if (length < 3) return sums;
  const sources = drawSources(length, random);
  const order = new Int32Array(length);
  const distance = new Int32Array(length);
  const ways = new Float64Array(length);
  const dependency = new Float64Array(length);
  for (const source of sources) {
    distance.fill(-1);
    ways.fill(0);
    dependency.fill(0);
    distance[source] = 0;
    ways[source] = 1;
    order[0] = source;
    let reached = 1;
    for (let head = 0; head < reached; head += 1) {
      const node = order[head] ?? 0;
      for (const next of neighbours[node] ?? []) {
        if (distance[next] === -1) {
          distance[next] = (distance[node] ?? 0) + 1;
          order[reached] = next;
          reached += 1;
        }
        if (distance[next] === (distance[node] ?? 0) + 1) ways[next] = (ways[next] ?? 0) + (ways[node] ?? 0);
      }
    }
    for (let tail = reached - 1; tail > 0; tail -= 1) {
      const node = order[tail] ?? 0;
      const share = (1 + (dependency[node] ?? 0)) / (ways[node] ?? 1);
      for (const before of neighbours[node] ?? [])
        if (distance[before] === (distance[node] ?? 0) - 1)
          dependency[before] = (dependency[before] ?? 0) + (ways[before] ?? 0) * share;
      sums[node] = (sums[node] ?? 0) + (dependency[node] ?? 0);
    }
  }
  const scale = length / sources.length / ((length - 1) * (length - 2));
  return sums.map((sum) => Math.min(1, sum * scale));
}

function drawSources(length: number, random: () => number): number[] {
  const all = Array.from({ length }, (_, at) => at);
  if (length <= mostSources) return all;
  for (let at = 0; at < mostSources; at += 1) {
    const other = at + Math.floor(random() * (length - at));
    [all[at], all[other]] = [all[other] ?? 0, all[at] ?? 0];
  }
  return all.slice(0, mostSources);
}
