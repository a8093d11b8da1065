import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { ShareOfVoice } from "../../contract/share-of-voice.ts";
import { DeskLink } from "../desk-link.tsx";
import ranks from "../home/ranked-lines.module.css";
import { queryWithin } from "../use-period.ts";

const shownPairs = 8;

/** What was said of two at once. */
export function VoiceOverlaps({ share }: { share: ShareOfVoice }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const byId = new Map(share.voices.map((voice) => [voice.monitorId, voice]));
  const pairs = share.overlaps.flatMap(({ firstId, secondId, count }) => {
    const [first, second] = [byId.get(firstId), byId.get(secondId)];
    return first && second ? [{ first, second, count }] : [];
  });
  return (
    <RuledSection title={t("share.overlaps")}>
      {pairs.length === 0 ? <p className={ranks["none"]}>{t("share.no_overlaps")}</p> : null}
      <ol className={ranks["lines"]}>
        {pairs.slice(0, shownPairs).map(({ first, second, count }) => (
          <li key={`${first.monitorId} ${second.monitorId}`}>
            <DeskLink
              to="/aliran"
              search={{ q: queryWithin(`${first.query} ${second.query}`, share) }}
              className={ranks["name"]}
            >
              {t("share.pair", { first: first.name, second: second.name })}
            </DeskLink>
            <span className={ranks["beside"]}>{format.whole(count)}</span>
          </li>
        ))}
      </ol>
    </RuledSection>
  );
}
