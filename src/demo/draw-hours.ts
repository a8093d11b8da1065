/** Counts by outlet and hour, as the intake gives them. */
export type HourCount = { outlet: string; hour: Date; count: number };

const hourMs = 3_600_000;
const bars = " ▁▂▃▄▅▆▇█";
const widest = 18;

const wib = (at: Date): Date => new Date(at.getTime() + 7 * hourMs);
const two = (value: number): string => String(value).padStart(2, "0");

/** `11 Sep 18.00`, in WIB. */
export const hourLabel = (at: Date): string => `${minuteLabel(at).slice(0, -2)}00`;

/** `12 Sep 06.30`, in WIB. */
export function minuteLabel(at: Date): string {
  const local = wib(at);
  const month = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
  return `${two(local.getUTCDate())} ${month[local.getUTCMonth()] ?? ""} ${two(local.getUTCHours())}.${two(local.getUTCMinutes())}`;
}

/**
 * A picture for the terminal: one line an outlet, one bar an hour, the busiest hour of all the tallest.
 * @param until the end of the last hour drawn
 */
export function drawHours(counts: readonly HourCount[], until: Date, hours = 24): string {
  const last = Math.ceil(until.getTime() / hourMs) * hourMs;
  const first = last - hours * hourMs;
  const byOutlet = Map.groupBy(counts, ({ outlet }) => outlet);
  const rows = [...byOutlet]
    .map(([outlet, own]) => {
      const perHour = Array.from({ length: hours }, () => 0);
      for (const { hour, count } of own) {
        const at = Math.floor((hour.getTime() - first) / hourMs);
        if (at >= 0 && at < hours) perHour[at] = (perHour[at] ?? 0) + count;
      }
      return { outlet, perHour, total: perHour.reduce((sum, count) => sum + count, 0) };
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
  const tallest = Math.max(1, ...rows.flatMap(({ perHour }) => perHour));
  const name = Math.min(widest, Math.max(6, ...rows.map(({ outlet }) => outlet.length)));
  const lines = rows.map(
    ({ outlet, perHour, total }) =>
      `  ${outlet.slice(0, name).padEnd(name)} ${perHour.map((count) => barOf(count, tallest)).join("")} ${String(total).padStart(5)}`,
  );
  const scale = `  ${"".padEnd(name)} ${hourLabel(new Date(first))}${" ".repeat(Math.max(1, hours - 24))}${hourLabel(new Date(last)).padStart(12)} WIB`;
  return [...lines, scale].join("\n");
}

/** Any count above nothing shows at least the lowest bar. */
function barOf(count: number, tallest: number): string {
  if (count === 0) return bars.charAt(0);
  return bars.charAt(Math.max(1, Math.round((count / tallest) * (bars.length - 1))));
}

/** One line for one hour: how much came in and where from. */
export function drawHour(counts: readonly HourCount[], hour: Date, tallest: number): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const length = Math.round((total / Math.max(tallest, 1)) * 30);
  const parts = counts
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 4)
    .map(({ outlet, count }) => `${outlet} ${count}`);
  return `  ${hourLabel(hour)} WIB ${"█".repeat(Math.max(total > 0 ? 1 : 0, length)).padEnd(30)} ${String(total).padStart(4)}  ${parts.join(" · ")}`;
}
