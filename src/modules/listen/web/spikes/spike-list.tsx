import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Spike } from "../../contract/spike.ts";
import { DeskLink } from "../desk-link.tsx";
import css from "./spikes.module.css";
import { useSpikeWords } from "./use-spike-words.ts";

/** Spikes, one to three lines each: what of, how much against the usual, since when. */
export function SpikeList({ spikes }: { spikes: readonly Spike[] }) {
  const { t } = useTranslation("listen");
  const words = useSpikeWords();
  return (
    <ol className={css["list"]}>
      {spikes.map((spike) => (
        <li key={spike.id}>
          <div className={css["top"]}>
            <DeskLink to={`/lonjakan/${spike.id}`} className={css["name"]}>
              {words.name(spike)}
            </DeskLink>
            {spike.endedAt === null && spike.verdict === "spike" ? (
              <Chip kind="saga">{t("spikes.running")}</Chip>
            ) : null}
            {spike.verdict === "spike" ? null : <Chip>{t(`spikes.verdict.${spike.verdict}`)}</Chip>}
            <span className={css["when"]}>
              <TimeText at={spike.startedAt} look="dateTime" />
            </span>
          </div>
          <p className={css["line"]}>
            {t("spikes.peak", { found: words.found(spike, spike.peak) })} {words.chance(spike.peak)}
          </p>
        </li>
      ))}
    </ol>
  );
}
