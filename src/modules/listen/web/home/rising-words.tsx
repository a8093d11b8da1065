import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Overview } from "../../contract/overview.ts";
import { DeskLink } from "../desk-link.tsx";
import { riseOf } from "./overview-words.ts";
import css from "./ranked-lines.module.css";

/** Words said far more often than before; a click searches them. */
export function RisingWords({ words, hours }: { words: Overview["risingWords"]; hours: number }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  return (
    <RuledSection title={t("home.rising")} aside={<DeskLink to="/tren">{t("home.all_trends")}</DeskLink>}>
      {words.length === 0 ? <p className={css["none"]}>{t("home.no_rising")}</p> : null}
      <ol className={[css["lines"], css["columns"]].join(" ")}>
        {words.slice(0, 10).map((one) => {
          const rise = riseOf(one);
          return (
            <li key={one.word}>
              <DeskLink to="/aliran" search={{ q: `${one.query} since:${hours}h` }} className={css["name"]}>
                {one.word}
              </DeskLink>
              <span className={css["beside"]}>
                {rise === null
                  ? t("home.new_word", { count: one.count, number: format.whole(one.count) })
                  : t("home.rise", { number: format.whole(one.count), times: format.whole(rise) })}
              </span>
            </li>
          );
        })}
      </ol>
    </RuledSection>
  );
}
