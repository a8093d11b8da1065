import { IconAlertHexagon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MentionAnalysis, Tone } from "../../contract/analysis.ts";
import { useMentionWords } from "../use-mention-words.ts";
import css from "./trait-marks.module.css";

/** A shape for each tone, so that colour is never the only sign. */
const toneShapes = {
  negative: "M1 2h10L6 10.5Z",
  neutral: "M1 4.5h10v3H1Z",
  positive: "M1 10h10L6 1.5Z",
  unsure: "M6 1.6 10.4 6 6 10.4 1.6 6Z",
} satisfies Record<Tone, string>;

/** The shape of a tone alone; the word must stand beside it. */
export function ToneShape({ tone }: { tone: Tone }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={css["shape"]}>
      <path
        d={toneShapes[tone]}
        {...(tone === "unsure"
          ? { fill: "none", stroke: "currentColor", strokeWidth: 1.4 }
          : { fill: "currentColor" })}
      />
    </svg>
  );
}

/** Tone with its shape and word. */
export function ToneMark({ tone }: { tone: Tone }) {
  const { t } = useTranslation("listen");
  const { toneName } = useMentionWords();
  return (
    <span className={css["tone"]} data-tone={tone} title={t("mention.tone", { tone: toneName(tone) })}>
      <ToneShape tone={tone} />
      {toneName(tone)}
    </span>
  );
}

/** What a list shows of an analysis: the tone, what the writer needs, and abuse. What is ordinary is left out. */
export function TraitMarks({ analysis }: { analysis: MentionAnalysis }) {
  const { t } = useTranslation("listen");
  const { intentName, hostileName } = useMentionWords();
  const { tone, intent, hostility } = analysis;
  const hasIntent = intent !== "other" && intent !== "unsure";
  return (
    <>
      <ToneMark tone={tone} />
      {hasIntent ? (
        <span title={t("mention.intent", { intent: intentName(intent) })}>{intentName(intent)}</span>
      ) : null}
      {hostility > 0 ? (
        <span className={css["hostile"]}>
          <IconAlertHexagon size={14} stroke={1.9} aria-hidden="true" />
          {hostileName(String(hostility))}
        </span>
      ) : null}
    </>
  );
}
