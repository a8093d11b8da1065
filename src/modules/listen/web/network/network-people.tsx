import { TextInput } from "@mantine/core";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { NetworkResult } from "../../contract/network.ts";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { outletPath } from "../outlets/outlet-path.ts";
import { type Period, queryWithin } from "../use-period.ts";
import css from "./network.module.css";
import type { SeenNode } from "./network-view.ts";

const mostListed = 100;

/** Who is in the network, by the ties to them; whoever is chosen comes with what is known of them. */
export function NetworkPeople({
  ranked,
  result,
  period,
  chosen,
  onChoose,
}: {
  ranked: readonly SeenNode[];
  result: NetworkResult;
  period: Period;
  chosen: number | undefined;
  onChoose: (at: number | undefined) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words.trim().toLowerCase());
  const found = ranked.filter(({ name }) => name.toLowerCase().includes(wanted));
  const node = chosen === undefined ? undefined : ranked.find(({ at }) => at === chosen);
  return (
    <div className={css["side"]}>
      {node === undefined ? null : <NodeCard node={node} result={result} period={period} />}
      <TextInput
        label={t("network.find")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ul className={css["people"]} aria-label={t("network.people")}>
        {found.slice(0, mostListed).map((one) => (
          <li key={one.at}>
            <button
              type="button"
              aria-pressed={one.at === chosen}
              onClick={() => onChoose(one.at === chosen ? undefined : one.at)}
            >
              <i className={css["dot"]} data-colour={one.community} aria-hidden="true" />
              <span>{one.name}</span>
              <small>
                {t("network.in_out", { received: format.whole(one.received), sent: format.whole(one.sent) })}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {found.length > mostListed ? (
        <p className={detail["deck"]}>
          {t("network.more_people", { number: format.whole(found.length - mostListed) })}
        </p>
      ) : null}
    </div>
  );
}

function NodeCard({ node, result, period }: { node: SeenNode; result: NetworkResult; period: Period }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const community = result.communities[node.community];
  return (
    <section className={css["card"]} aria-label={node.name}>
      <h3>{node.name}</h3>
      <p>
        {t(`outlet_kind.${node.kind}`)}
        {node.channel === null ? "" : `, ${t(`channel.${node.channel}`)}`} ·{" "}
        {t("network.own_posts", { count: node.posts, number: format.whole(node.posts) })}
      </p>
      <p>
        {t("network.received", { count: node.received, number: format.whole(node.received) })}{" "}
        {t("network.sent", { count: node.sent, number: format.whole(node.sent) })}
      </p>
      {community === undefined ? null : (
        <p>
          {t("network.in_community", {
            name: community.names[0] ?? "",
            number: format.whole(community.size),
          })}
        </p>
      )}
      {node.reaches > 0 ? (
        <p>{t("network.reaches", { count: node.reaches, number: format.whole(node.reaches) })}</p>
      ) : null}
      <p>
        <DeskLink to="/aliran" search={{ q: queryWithin(node.query, period) }}>
          {t("mention.open")}
        </DeskLink>{" "}
        · <DeskLink to={outletPath(node)}>{t("network.open_page")}</DeskLink>
      </p>
    </section>
  );
}
