import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { ShareOfVoice } from "../../contract/share-of-voice.ts";
import { DeskLink } from "../desk-link.tsx";
import { ReachText } from "../outlets/reach-text.tsx";
import css from "./share-of-voice.module.css";

/** How many people the outlets of each may reach, as ranges; and of how many outlets nobody knows. */
export function VoiceReaches({ share }: { share: ShareOfVoice }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  return (
    <RuledSection title={t("share.by_reach")} deck={t("share.reach_help")}>
      <ul className={css["reaches"]} aria-label={t("share.by_reach")}>
        {share.voices.map(({ monitorId, name, reach, outlets }) => (
          <li key={monitorId}>
            <h4>{name}</h4>
            {reach.map((one) => (
              <p key={one.basis}>
                <b>
                  <ReachText reach={one} />
                </b>{" "}
                {t(`outlets.basis.${one.basis}`)}
                <small>
                  {" "}
                  · {t("share.reach_outlets", { count: one.outlets, number: format.whole(one.outlets) })}
                </small>
              </p>
            ))}
            <p className={css["quiet"]}>
              {outlets.known + outlets.unknown === 0
                ? t("share.no_press")
                : t("share.reach_unknown", { count: outlets.unknown, number: format.whole(outlets.unknown) })}
            </p>
          </li>
        ))}
      </ul>
      <p className={css["quiet"]}>
        <DeskLink to="/media" className={css["inline"]}>
          {t("share.enter_reach")}
        </DeskLink>
      </p>
    </RuledSection>
  );
}
