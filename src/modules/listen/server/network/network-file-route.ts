import { stringify } from "csv-stringify/sync";
import { downloadHeaders } from "#platform/files/serve-file.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import { id as idShape } from "#shared/ids.ts";
import { getNetwork } from "./get-network.ts";
import { writeGraphml } from "./write-graphml.ts";

/** Where a network is fetched, to go on with it in another program: GraphML, or its ties as CSV. */
export const networkFileRoute = (): RawRoute =>
  rawRoute({
    method: "GET",
    path: "/listen/networks/{id}/file",
    tag: "network",
    summary: "A network as GraphML, or its ties as CSV (format=csv)",
    access: "mentions.export",
    answers: { status: 200, mediaType: "application/octet-stream" },
    async handle(context, request, parameters) {
      const parsed = idShape.safeParse(parameters["id"]);
      if (!parsed.success) throw invalidField("id", "field.invalid_format", { format: "uuid" });
      const { result } = await getNetwork(context, { id: parsed.data });
      if (result === null) throw new AppError("conflict", "export.not_ready");
      const isCsv = new URL(request.url).searchParams.get("format") === "csv";
      const body = isCsv
        ? stringify(
            result.edges.map(({ from, to, kind, weight }) => [
              result.nodes[from]?.name,
              result.nodes[to]?.name,
              kind,
              weight,
              result.nodes[from]?.community,
              result.nodes[to]?.community,
            ]),
            {
              header: true,
              columns: ["source", "target", "kind", "weight", "source_community", "target_community"],
              // What others wrote must not run as a formula.
              escape_formulas: true,
            },
          )
        : writeGraphml(result);
      const headers = isCsv
        ? downloadHeaders("gaung-network.csv", "text/csv")
        : downloadHeaders("gaung-network.graphml", "application/graphml+xml");
      return new Response(request.method === "HEAD" ? null : body, { headers });
    },
  });
