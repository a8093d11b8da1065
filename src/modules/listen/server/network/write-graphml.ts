import type { SentNetworkResult } from "../../contract/network.ts";

const attributes = [
  { id: "name", of: "node", type: "string" },
  { id: "kind", of: "node", type: "string" },
  { id: "channel", of: "node", type: "string" },
  { id: "posts", of: "node", type: "int" },
  { id: "received", of: "node", type: "int" },
  { id: "sent", of: "node", type: "int" },
  { id: "community", of: "node", type: "int" },
  { id: "between", of: "node", type: "double" },
  { id: "x", of: "node", type: "double" },
  { id: "y", of: "node", type: "double" },
  { id: "tie", of: "edge", type: "string" },
  { id: "weight", of: "edge", type: "int" },
] as const;

/** What XML 1.0 has no way to write. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (words: string): string =>
  words
    .toWellFormed()
    .replace(UNWRITABLE, "")
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** A network in GraphML (graphml.graphdrawing.org), directed, with everything that is known of nodes and ties. */
export function writeGraphml({ nodes, edges }: Pick<SentNetworkResult, "nodes" | "edges">): string {
  const data = (values: Readonly<Record<string, string | number | null>>): string =>
    Object.entries(values)
      .map(([key, value]) => (value === null ? "" : `<data key="${key}">${escaped(String(value))}</data>`))
      .join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...attributes.map(
      ({ id, of, type }) => `<key id="${id}" for="${of}" attr.name="${id}" attr.type="${type}"/>`,
    ),
    '<graph id="gaung" edgedefault="directed">',
    ...nodes.map(
      ({ name, kind, channel, posts, received, sent, community, between, x, y }, at) =>
        `<node id="n${at}">${data({ name, kind, channel, posts, received, sent, community, between, x, y })}</node>`,
    ),
    ...edges.map(
      ({ from, to, kind, weight }, at) =>
        `<edge id="e${at}" source="n${from}" target="n${to}">${data({ tie: kind, weight })}</edge>`,
    ),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}
