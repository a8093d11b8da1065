import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { NetworkResult } from "../../contract/network.ts";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { type Period, queryWithin } from "../use-period.ts";
import css from "./network.module.css";

const mostListed = 8;

/** The largest communities, and who stands between them. */
export function NetworkGroups({
  result,
  period,
  onChoose,
  onCommunity,
}: {
  result: NetworkResult;
  period: Period;
  onChoose: (at: number) => void;
  onCommunity: (community: number) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const bridges = result.nodes
    .map((node, at) => ({ ...node, at }))
    .filter(({ reaches, between }) => reaches > 0 && between > 0)
    .sort((a, b) => b.between - a.between)
    .slice(0, mostListed);
  return (
    <div className={css["side"]}>
      <RuledSection
        title={t("network.communities")}
        deck={t("network.communities_deck", {
          modularity: format.number(Math.round(result.modularity * 100) / 100),
        })}
      >
        {result.communities.length === 0 ? (
          <p className={detail["deck"]}>{t("network.no_communities")}</p>
        ) : null}
        <ol className={detail["names"]} aria-label={t("network.communities")}>
          {result.communities.slice(0, mostListed).map(({ size, posts, names }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a community is its place by size
            <li key={at}>
              <div>
                <b>
                  <i className={css["dot"]} data-colour={at} aria-hidden="true" />{" "}
                  {t("network.community_of", { name: names[0] ?? "", number: format.whole(size) })}
                </b>
                <p>
                  {format.list(names.slice(1))} ·{" "}
                  {t("network.own_posts", { count: posts, number: format.whole(posts) })}
                </p>
              </div>
              <Button
                size="small"
                aria-label={t("network.only_of", { name: names[0] ?? "" })}
                onClick={() => onCommunity(at)}
              >
                {t("network.only")}
              </Button>
            </li>
          ))}
        </ol>
      </RuledSection>
      <RuledSection title={t("network.bridges")} deck={t("network.bridges_deck")}>
        {bridges.length === 0 ? <p className={detail["deck"]}>{t("network.no_bridges")}</p> : null}
        <ol className={detail["names"]} aria-label={t("network.bridges")}>
          {bridges.map((node) => (
            <li key={node.at}>
              <div>
                <b>
                  <DeskLink to="/aliran" search={{ q: queryWithin(node.query, period) }}>
                    {node.name}
                  </DeskLink>
                </b>
                <p>
                  {t("network.reaches", { count: node.reaches, number: format.whole(node.reaches) })}{" "}
                  {t("network.between", { share: format.percent(node.between) })}
                </p>
              </div>
              <Button
                size="small"
                aria-label={t("network.show_of", { name: node.name })}
                onClick={() => onChoose(node.at)}
              >
                {t("network.show")}
              </Button>
            </li>
          ))}
        </ol>
      </RuledSection>
    </div>
  );
}
