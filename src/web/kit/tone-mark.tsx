import css from "./tone-mark.module.css";

export type Tone = "negative" | "neutral" | "positive" | "unsure";

const shapes: Record<Tone, string> = {
  negative: "M0 1h10L5 9.5z",
  neutral: "M0 3.5h10v3H0z",
  positive: "M5 .5 10 9H0z",
  unsure: "M5 1 9 5 5 9 1 5z",
};

/** Tone: shape and word first, colour last. */
export function ToneMark({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className={[css["tone"], css[tone]].join(" ")}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d={shapes[tone]} />
      </svg>
      {label}
    </span>
  );
}
