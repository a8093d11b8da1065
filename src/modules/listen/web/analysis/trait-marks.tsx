import {
  IconAlertHexagon,
  IconCircleDot,
  IconCircleMinus,
  IconCirclePlus,
  IconHelpCircle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MentionAnalysis, Tone } from "../../contract/analysis.ts";
import { useMentionWords } from "../use-mention-words.ts";
import css from "./trait-marks.module.css";

/** A shape for each tone, so that colour is never the only sign. */
const toneIcons = {
  negative: IconCircleMinus,
  neutral: IconCircleDot,
  positive: IconCirclePlus,
  unsure: IconHelpCircle,
} satisfies Record<Tone, unknown>;

/** Tone with its shape and word. */
export function ToneMark({ tone }: { tone: Tone }) {
  const { t } = useTranslation("listen");
  const { toneName } = useMentionWords();
  const Icon = toneIcons[tone];
  return (
    <span className={css["tone"]} data-tone={tone} title={t("mention.tone", { tone: toneName(tone) })}>
      <Icon size={14} stroke={1.9} aria-hidden="true" />
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
