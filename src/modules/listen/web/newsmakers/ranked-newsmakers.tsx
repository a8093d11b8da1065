import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { NewsmakerKind } from "../../contract/newsmaker.ts";
import { DeskLink } from "../desk-link.tsx";
import ranks from "../home/ranked-lines.module.css";
import { newsmakerPath } from "./newsmaker-path.ts";

type Ranked = { kind: NewsmakerKind; key: string; name: string; count: number };

/** Persons and organisations with how many mentions name them, largest first, each with a bar against the first. */
export function RankedNewsmakers({ ranked, days }: { ranked: readonly Ranked[]; days?: string | undefined }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const most = Math.max(1, ...ranked.map(({ count }) => count));
  return (
    <ol className={ranks["lines"]}>
      {ranked.map((one) => (
        <li key={`${one.kind} ${one.key}`}>
          <span className={ranks["name"]}>
            <DeskLink to={newsmakerPath(one)} search={days === undefined ? {} : { hari: days }}>
              {one.name}
            </DeskLink>
            {one.kind === "person" ? null : <small>{t(`newsmakers.kind.${one.kind}`)}</small>}
          </span>
          <span className={ranks["beside"]}>{format.whole(one.count)}</span>
          <i aria-hidden="true" style={{ width: `${(one.count / most) * 100}%` }} />
        </li>
      ))}
    </ol>
  );
}
