import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { Alert } from "../../contract/alert.ts";
import { DeskLink } from "../desk-link.tsx";

/** What spikes, where it is no monitor: all that is heard, a story or a name. */
export function SpikeSubject({ spike: { id, kind, name } }: { spike: NonNullable<Alert["spike"]> }) {
  const { t } = useTranslation("listen");
  return (
    <DeskLink to={`/lonjakan/${id}`}>
      {kind === "stream"
        ? t("alerts.stream")
        : t(kind === "story" ? "alerts.story" : "alerts.name", { name })}
    </DeskLink>
  );
}

/** A spike: how much above what is usual, who carries it, which words are new, with the page that explains it. */
export function SpikeSentence({ spike }: { spike: NonNullable<Alert["spike"]> }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { minutes, voices, words } = spike;
  const window =
    minutes < 60 ? t("spikes.minutes", { count: minutes }) : t("spikes.hours", { count: minutes / 60 });
  const values = {
    number: format.whole(spike.count),
    window,
    expected: format.whole(Math.max(1, Math.round(spike.expected))),
  };
  return (
    <p>
      {t("alerts.spike", { found: t("spikes.found", values) })}
      {spike.grownFrom === null ? null : ` ${t("alerts.grown", { before: format.whole(spike.grownFrom) })}`}
      {voices.length === 0 ? null : ` ${t("alerts.spike_voices", { voices: voices.join(", ") })}`}
      {words.length === 0 ? null : ` ${t("alerts.spike_words", { words: words.join(", ") })}`}{" "}
      <DeskLink to={`/lonjakan/${spike.id}`}>{t("spikes.open_why")}</DeskLink>
    </p>
  );
}
