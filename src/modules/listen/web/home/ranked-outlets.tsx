import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { DeskLink } from "../desk-link.tsx";
import { toggleValue } from "../stream/edit-query.ts";
import css from "./ranked-lines.module.css";

const shown = 8;

/** Outlets by how much they said, with their share of the whole; each opens what it said of `query`. */
export function RankedOutlets({
  outlets,
  total,
  query,
}: {
  outlets: readonly { name: string; count: number }[];
  total: number;
  query: string;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const most = Math.max(1, ...outlets.map((one) => one.count));
  if (outlets.length === 0) return <p className={css["none"]}>{t("home.no_outlets")}</p>;
  return (
    <ol className={css["lines"]}>
      {outlets.slice(0, shown).map(({ name, count }) => (
        <li key={name}>
          <DeskLink to="/aliran" search={{ q: toggleValue(query, "outlet", name) }} className={css["name"]}>
            {name}
          </DeskLink>
          <span className={css["beside"]}>
            {format.whole(count)}
            {total === 0 ? null : <small>{format.percent(count / total)}</small>}
          </span>
          <i aria-hidden="true" style={{ width: `${(count / most) * 100}%` }} />
        </li>
      ))}
    </ol>
  );
}
