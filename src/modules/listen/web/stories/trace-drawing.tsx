import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { StoryTrace } from "../../contract/story.ts";
import css from "./trace-drawing.module.css";

const width = 560;
const left = 74;
const lanes = { public: 46, press: 96 } as const;
const baseline = 128;

/**
 * Two lanes, press and public, with a dot where each voice joined, and the bracket from the first of all to the first of the
 * other side. Early hours take more room than late ones: what matters happens at the beginning.
 */
export function TraceDrawing({ trace, label }: { trace: StoryTrace; label: string }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { began, crossed, voices } = trace;
  const last = Math.max(60, ...voices.map(({ afterSeconds }) => afterSeconds));
  const x = (seconds: number): number =>
    left + (width - left - 16) * (Math.log1p(seconds / 300) / Math.log1p(last / 300));
  const ticks = [0, 900, 3_600, 21_600, 86_400, 259_200, 604_800].filter((seconds) => seconds <= last);
  return (
    <svg className={css["trace"]} viewBox={`0 0 ${width} ${baseline + 20}`} role="img" aria-label={label}>
      {(["public", "press"] as const).map((side) => (
        <g key={side}>
          <text x={0} y={lanes[side] + 4}>
            {t(`stories.side.${side}`)}
          </text>
          <line x1={left} x2={width} y1={lanes[side]} y2={lanes[side]} />
        </g>
      ))}
      {ticks.map((seconds) => (
        <g key={seconds} className={css["tick"]}>
          <line x1={x(seconds)} x2={x(seconds)} y1={baseline - 8} y2={baseline - 3} />
          <text x={x(seconds)} y={baseline + 10} textAnchor="middle">
            {seconds === 0 ? "0" : `+${format.duration(seconds)}`}
          </text>
        </g>
      ))}
      {voices.map((one) => (
        <circle
          key={`${one.side} ${one.voice}`}
          data-side={one.side}
          cx={x(one.afterSeconds)}
          cy={lanes[one.side]}
          r={Math.min(9, 3 + Math.sqrt(one.mentions))}
        />
      ))}
      {crossed === null ? null : (
        <g className={css["lag"]}>
          <path d={`M${x(0)} ${lanes[began.side]} V16 H${x(crossed.afterSeconds)} V${lanes[crossed.side]}`} />
          <text x={x(0) + 6} y={12}>
            {format.duration(crossed.afterSeconds)}
          </text>
        </g>
      )}
    </svg>
  );
}
