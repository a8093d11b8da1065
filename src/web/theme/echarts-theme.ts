/** The tokens a chart is drawn with, read from the page so that charts follow theme, contrast and print. */
export type ChartTokens = {
  sans: string;
  ink: string;
  ink2: string;
  ink3: string;
  canvas: string;
  sheet: string;
  sunken: string;
  onOwn: string;
  lineStrong: string;
  grid: string;
  band: string;
  categories: readonly string[];
  own: string;
  negative: string;
  neutral: string;
  positive: string;
  brass: string;
  patterns: boolean;
  reducedMotion: boolean;
};

/** Reads the tokens in force on the document. */
export function readChartTokens(patterns: boolean): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    // ECharts writes it between double quotes when a chart is saved: others inside would end the attribute.
    sans: token("--sans").replaceAll('"', "'"),
    ink: token("--tinta"),
    ink2: token("--tinta-2"),
    ink3: token("--tinta-3"),
    canvas: token("--daluang"),
    sheet: token("--lembar"),
    sunken: token("--cekung"),
    onOwn: token("--di-tarum"),
    lineStrong: token("--garis-kuat"),
    grid: token("--kisi"),
    band: token("--pita"),
    categories: ["--s1", "--s2", "--s3", "--s4", "--s5", "--s6"].map(token),
    own: token("--tarum"),
    negative: token("--nada-negatif"),
    neutral: token("--nada-netral"),
    positive: token("--nada-positif"),
    brass: token("--kuningan-isi"),
    patterns,
    reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

/** What every chart of the desk has in common: no border, three grid lines, labels at 12 px, no legend, no 3-D. */
export const chartBase = (t: ChartTokens) => ({
  color: [...t.categories],
  backgroundColor: "transparent",
  textStyle: { fontFamily: t.sans, fontSize: 12, color: t.ink3 },
  grid: { left: 0, right: 4, top: 22, bottom: 4, outerBoundsMode: "same" as const },
  tooltip: {
    trigger: "axis" as const,
    confine: true,
    padding: [8, 10],
    borderWidth: 0,
    backgroundColor: t.ink,
    textStyle: { color: t.canvas, fontFamily: t.sans, fontSize: 12.5 },
    axisPointer: { type: "none" as const },
  },
  aria: { enabled: t.patterns, decal: { show: t.patterns } },
  animationDuration: 240,
  animationDurationUpdate: 240,
  animation: !t.reducedMotion,
});

export const categoryAxis = (t: ChartTokens) => ({
  type: "category" as const,
  axisLine: { lineStyle: { color: t.lineStrong } },
  axisTick: { show: false },
  splitLine: { show: false },
  axisLabel: { color: t.ink3, fontSize: 12, hideOverlap: true, margin: 6 },
});

export const valueAxis = (t: ChartTokens) => ({
  type: "value" as const,
  min: 0,
  minInterval: 1,
  splitNumber: 3,
  axisLine: { show: false },
  splitLine: { lineStyle: { color: t.grid } },
  axisLabel: { color: t.ink3, fontSize: 12, margin: 6, showMinLabel: false },
});
