import { useTranslation } from "react-i18next";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import css from "./query-help.module.css";

/** Examples that can be tried, each with what it finds: `query.help.<key>`. The words are those of the language. */
const examples = [
  ["words", "habibie wafat"],
  ["phrase", '"presiden ketiga"'],
  ["or", "wafat OR meninggal"],
  ["not", "habibie NOT film"],
  ["near", "habibie NEAR/5 wafat"],
  ["prefix", "transport*"],
  ["title", "in:title habibie"],
  ["hashtag", "#RIPHabibie"],
  ["outlet", "outlet:detik.com"],
  ["several", "outlet:(tempo OR republika)"],
  ["lang", "lang:id"],
  ["tone", "tone:negative"],
  ["intent", "intent:complaint"],
  ["hostile", "hostile:1"],
  ["place", 'place:"jawa timur"'],
  ["person", "person:habibie"],
  ["speaker", "speaker:jokowi"],
  ["tag", "tag:penting"],
  ["has", "has:version"],
  ["since", "since:3d"],
  ["until", "since:2019-09-10 until:2019-09-12"],
] as const;

/** The help sheet of the query language: what to write, what it finds, and a click to try it. */
export function QueryHelp({
  isOpen,
  onClose,
  onTry,
}: {
  isOpen: boolean;
  onClose: () => void;
  onTry: (query: string) => void;
}) {
  const { t } = useTranslation("listen");
  return (
    <SideDrawer isOpen={isOpen} onClose={onClose} size={480} title={t("query.help.open")}>
      <p className={css["intro"]}>{t("query.help.intro")}</p>
      <ul className={css["examples"]}>
        {examples.map(([key, query]) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                onClose();
                onTry(query);
              }}
            >
              {query}
            </button>
            <span>{t(`query.help.${key}`)}</span>
          </li>
        ))}
      </ul>
      <p className={css["intro"]}>{t("query.help.operators")}</p>
    </SideDrawer>
  );
}
