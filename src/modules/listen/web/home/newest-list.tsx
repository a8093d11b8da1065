import { useTranslation } from "react-i18next";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { MentionSummary } from "../../contract/mentions.ts";
import { DeskLink } from "../desk-link.tsx";
import { langOf } from "../lang-of.ts";
import { useMentionWords } from "../use-mention-words.ts";
import css from "./newest-list.module.css";

/** What came in last; it follows the live stream. */
export function NewestList({ mentions }: { mentions: readonly MentionSummary[] }) {
  const { t } = useTranslation("listen");
  const { channelName } = useMentionWords();
  return (
    <RuledSection title={t("home.newest")} aside={<DeskLink to="/aliran">{t("home.open_stream")}</DeskLink>}>
      {mentions.length === 0 ? <p className={css["none"]}>{t("home.no_newest")}</p> : null}
      <ol className={css["ticker"]}>
        {mentions.map((one) => (
          <li key={one.id}>
            <TimeText at={one.publishedAt} />
            <div>
              <h3 lang={langOf(one.language)}>
                <DeskLink to="/aliran" search={{ sel: one.id }}>
                  {one.title}
                </DeskLink>
              </h3>
              <p>
                {one.outlet} <span>{channelName(one.channel)}</span>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </RuledSection>
  );
}
