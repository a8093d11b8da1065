import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { frameDrawing } from "#web/kit/chart/frame-drawing.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { type ChartTokens, readChartTokens } from "#web/theme/echarts-theme.ts";
import { drawNetwork } from "./draw-network.ts";
import css from "./network.module.css";
import { colourOf, type NetworkView, radiusOf } from "./network-view.ts";

const NetworkCanvas = lazy(() => import("#web/kit/chart/network-canvas.tsx"));
const height = 620;
/** Places are drawn in whole numbers: ECharts puts ends of lines on the grid of the numbers it is given. */
const span = 1_000;
/** So many of the largest are named in the picture. */
const mostNamed = 30;

/** The network as it is drawn: moved by dragging, enlarged by the wheel, a node chosen by pressing it. */
export function NetworkPicture({
  view,
  title,
  finding,
  chosen,
  onChoose,
}: {
  view: NetworkView;
  title: string;
  finding: string;
  /** Places in the whole network. */
  chosen: number | undefined;
  onChoose: (at: number | undefined) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { nodes, edges } = view;
  const places = useMemo(() => new Map(nodes.map(({ at }, place) => [at, place])), [nodes]);
  const option = useCallback(
    (tokens: ChartTokens) => optionOf(view, tokens, (value) => format.whole(value)),
    [view, format],
  );
  return (
    <figure className={css["picture"]}>
      <figcaption>
        <span>{t("network.how")}</span>
        <SaveMenu
          name={title}
          drawing={() => {
            const colors = readChartTokens(false);
            return frameDrawing(drawNetwork(view, colors), { caption: title, finding, colors });
          }}
          csv={() =>
            csvOf([
              [
                t("network.column.from"),
                t("network.column.to"),
                t("network.column.kind"),
                t("network.column.weight"),
              ],
              ...edges.map(({ from, to, kind, weight }) => [
                nodes[places.get(from) ?? -1]?.name ?? "",
                nodes[places.get(to) ?? -1]?.name ?? "",
                t(`network.kind.${kind}`),
                weight,
              ]),
            ])
          }
        />
      </figcaption>
      <div style={{ minHeight: height }}>
        <Suspense fallback={null}>
          <NetworkCanvas
            option={option}
            label={finding}
            height={height}
            chosen={chosen === undefined ? undefined : places.get(chosen)}
            pick={(place) => onChoose(place === undefined ? undefined : nodes[place]?.at)}
          />
        </Suspense>
      </div>
    </figure>
  );
}

function optionOf({ nodes, edges }: NetworkView, tokens: ChartTokens, number: (value: number) => string) {
  const places = new Map(nodes.map(({ at }, place) => [at, place]));
  const largest = new Set(
    nodes
      .map((node, place) => ({ place, received: node.received }))
      .sort((a, b) => b.received - a.received)
      .slice(0, mostNamed)
      .map(({ place }) => place),
  );
  const isLarge = edges.length > 3_000;
  return {
    animation: false,
    tooltip: {
      confine: true,
      borderWidth: 0,
      padding: [8, 10],
      backgroundColor: tokens.ink,
      textStyle: { color: tokens.canvas, fontFamily: tokens.sans, fontSize: 12.5 },
    },
    series: [
      {
        type: "graph",
        layout: "none",
        roam: true,
        scaleLimit: { min: 0.5, max: 20 },
        left: 24,
        right: 24,
        top: 24,
        bottom: 24,
        preserveAspect: true,
        data: nodes.map((node, place) => ({
          name: String(place),
          x: node.x * span,
          y: node.y * span,
          value: node.received,
          symbolSize: 2 * radiusOf(node, nodes.length),
          symbol: node.kind === "outlet" ? "rect" : "circle",
          itemStyle: { color: colourOf(node.community, tokens.categories, tokens.ink3) },
          label: {
            show: largest.has(place),
            position: "right" as const,
            formatter: node.name,
            color: tokens.ink,
            fontFamily: tokens.sans,
            fontSize: 11.5,
            textBorderColor: tokens.canvas,
            textBorderWidth: 3,
          },
          tooltip: { formatter: () => tooltipOf(node.name, number(node.received), number(node.sent)) },
        })),
        links: edges.flatMap(({ from, to, weight }) => {
          const [source, target] = [places.get(from), places.get(to)];
          return source === undefined || target === undefined
            ? []
            : [{ source, target, lineStyle: { width: Math.min(4, 0.5 + Math.log2(weight)) } }];
        }),
        lineStyle: { color: tokens.lineStrong, opacity: isLarge ? 0.16 : 0.32, curveness: 0 },
        labelLayout: { hideOverlap: true },
        // A tie of thousands is found by its nodes, and a mouse is not kept waiting for it.
        tooltip: { show: true },
        emphasis: {
          focus: "adjacency" as const,
          label: { show: true },
          lineStyle: { opacity: 0.8, color: tokens.own },
        },
        blur: { itemStyle: { opacity: 0.12 }, lineStyle: { opacity: 0.03 }, label: { opacity: 0.2 } },
      },
    ],
  };
}

const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The tooltip is HTML; a name is somebody else's words. */
const tooltipOf = (name: string, received: string, sent: string): string =>
  `<b>${name.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)}</b><br>← ${received} · → ${sent}`;
