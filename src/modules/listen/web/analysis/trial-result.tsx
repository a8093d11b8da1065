import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented } from "#web/kit/segmented.tsx";
import { FindingList } from "./finding-list.tsx";
import { LayerSentence } from "./layer-sentence.tsx";
import { MarkedText } from "./marked-text.tsx";
import { PlainnessParts } from "./plainness-parts.tsx";
import { type Layer, layerOf, type NumberedFinding, trialLayers, withSuggestion } from "./reading-layers.ts";
import { TrialFigures } from "./trial-figures.tsx";
import css from "./trial-result.module.css";
import type { Tried } from "./use-trial.ts";

/** Everything the engine says of a tried text: the figures, then the text with one layer of findings and their list. */
export function TrialResult({
  tried: { text, trial },
  isOld,
  onText,
}: {
  tried: Tried;
  /** The text has changed since: what is shown belongs to the one before. */
  isOld: boolean;
  /** Takes a mended text; not given while the text is being typed. */
  onText: ((text: string) => void) | undefined;
}) {
  const { t } = useTranslation("listen");
  const [layer, setLayer] = useState<Layer>("tone");
  const [picked, setPicked] = useState<number>();
  const layers = useMemo(
    () => Object.fromEntries(trialLayers.map((one) => [one, layerOf(trial, one, text)])),
    [trial, text],
  );
  const findings: readonly NumberedFinding[] = layers[layer] ?? [];
  const title = t(`analysis.layer.${layer}`);
  return (
    <div className={css["result"]} data-old={isOld || undefined}>
      <TrialFigures trial={trial} />
      <Segmented
        label={t("analysis.choose_layer")}
        value={layer}
        options={trialLayers.map((value) => ({
          value,
          label: `${t(`analysis.layer.${value}`)} ${layers[value]?.length ?? 0}`,
        }))}
        onChange={setLayer}
      />
      <LayerSentence reading={trial} layer={layer} />
      {layer === "plain" ? <PlainnessParts plainness={trial.plainness} /> : null}
      <MarkedText text={text} findings={findings} picked={picked} language={trial.language.label} />
      {findings.length === 0 ? (
        <p className={css["none"]}>{t(`analysis.nothing.${layer}`)}</p>
      ) : (
        <FindingList
          findings={findings}
          text={text}
          reading={trial}
          label={t("analysis.reasons_of", { layer: title })}
          onPick={setPicked}
          {...(onText === undefined
            ? {}
            : { onReplace: (one: NumberedFinding) => onText(withSuggestion(text, one)) })}
        />
      )}
    </div>
  );
}
