import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Mention } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import { FindingList } from "./finding-list.tsx";
import { JudgementList } from "./judgement-list.tsx";
import { LayerSentence } from "./layer-sentence.tsx";
import { MarkedText } from "./marked-text.tsx";
import { type Layer, layerOf, readingLayers } from "./reading-layers.ts";
import type { Judge } from "./use-judge.ts";
import css from "./why-view.module.css";

/** A text longer than this would push its reasons out of sight: they then stand before it. */
const longText = 1200;

/** "Mengapa?": the text with the words that decided, one trait at a time, the reasons with their weights, and what people decided. */
export function WhyView({
  mention,
  judge,
  reason,
  onReason,
}: {
  mention: Mention;
  judge: Judge;
  reason: string;
  onReason: (reason: string) => void;
}) {
  const query = useQuery(
    listen.queries.analysis.explainMention.queryOptions({ input: { id: mention.id }, staleTime: 60_000 }),
  );
  return (
    <div className={css["why"]}>
      <QueryView query={query} rows={6}>
        {(explained) => (
          <Explained
            explained={explained}
            mention={mention}
            judge={judge}
            reason={reason}
            onReason={onReason}
          />
        )}
      </QueryView>
    </div>
  );
}

type Explanation = Awaited<ReturnType<typeof listen.client.analysis.explainMention>>;

function Explained({
  explained: { text, reading, judgements },
  mention,
  judge,
  reason,
  onReason,
}: {
  explained: Explanation;
  mention: Mention;
  judge: Judge;
  reason: string;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation("listen");
  const mayJudge = useMay("mentions.tag");
  const [layer, setLayer] = useState<Layer>("tone");
  const [picked, setPicked] = useState<number>();
  const findings = useMemo(() => layerOf(reading, layer, text), [reading, layer, text]);
  const title = t(`analysis.layer.${layer}`);
  const isLong = text.length > longText;
  const marked = (
    <div className={css["text"]}>
      <MarkedText
        text={text}
        findings={findings}
        picked={picked}
        language={mention.language}
        hasTitle={text.startsWith(`${mention.title}\n`)}
      />
    </div>
  );
  return (
    <>
      <Segmented
        label={t("analysis.choose_layer")}
        value={layer}
        options={readingLayers.map((value) => ({ value, label: t(`analysis.layer.${value}`) }))}
        onChange={setLayer}
      />
      <LayerSentence reading={reading} layer={layer} />
      {isLong ? null : marked}
      {findings.length === 0 ? (
        <p className={css["none"]}>{t(`analysis.nothing.${layer}`)}</p>
      ) : (
        <FindingList
          findings={findings}
          text={text}
          reading={reading}
          label={t("analysis.reasons_of", { layer: title })}
          onPick={setPicked}
        />
      )}
      {mayJudge ? (
        <TextInput
          className={css["reason"] ?? ""}
          label={t("analysis.reason")}
          description={t("analysis.reason_help")}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
          maxLength={500}
        />
      ) : null}
      {judgements.length === 0 ? null : (
        <JudgementList
          judgements={judgements}
          label={t("analysis.history")}
          onUndo={(id) => void judge.undo(id, mention.id)}
        />
      )}
      {isLong ? marked : null}
    </>
  );
}
