import { IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { checkVoice, voicePackOf } from "../../contract/check-voice.ts";
import type { Content } from "../../contract/content.ts";
import { useSentence } from "../use-sentence.ts";
import css from "./composer.module.css";

/** How one speaks on this network, with why; what can be measured says whether it is so. Nothing of it forbids. */
export function VoiceAdvice({
  network,
  url,
  content,
}: {
  network: string;
  url: string | null;
  content: Content;
}) {
  const { t } = useTranslation("publish");
  const say = useSentence();
  const rules = checkVoice(voicePackOf(network, url), content);
  if (rules.length === 0) return null;
  return (
    <section className={css["voice"]} aria-label={t("voice.title")}>
      <h3>{t("voice.title")}</h3>
      <ul>
        {rules.map(({ rule, isKept }) => (
          <li key={rule.advice.en} data-kept={isKept ?? undefined}>
            {isKept === true ? (
              <IconCircleCheck size={18} stroke={1.6} aria-hidden="true" />
            ) : (
              <IconInfoCircle size={18} stroke={1.6} aria-hidden="true" />
            )}
            <span>
              <b>{say(rule.advice)}</b>{" "}
              {isKept === true ? <span className="sr">{t("voice.kept")}</span> : null}
              <small>{say(rule.why)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
