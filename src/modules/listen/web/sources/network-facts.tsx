import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { TimeText } from "#web/kit/time-text.tsx";
import type { NetworkListening } from "../../contract/network-query.ts";
import type { Source } from "../../contract/sources.ts";
import { useSentence } from "./use-sentence.ts";

/** What a source listens to on a network, and for streams how much of what went by was kept. */
export function NetworkFacts({ source, network }: { source: Source; network: NetworkListening }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const say = useSentence();
  const networkName = say(network.networkName);
  const { query, passedCount, heardAt, keepsAll } = network;
  if (source.kind === "inbox") return <span>{t("sources.network.inbox", { network: networkName })}</span>;
  if (query !== null)
    return (
      <span>
        {t("sources.network.asks", { network: networkName, way: t(`sources.network.way_of.${query.by}`) })}
      </span>
    );
  return (
    <span>
      {t(keepsAll ? "sources.network.stream_all" : "sources.network.stream_matched", {
        network: networkName,
      })}{" "}
      {t("sources.network.passed", {
        count: passedCount,
        number: format.whole(passedCount),
        kept: format.whole(source.mentionCount),
      })}{" "}
      {heardAt === null ? null : (
        <>
          {t("sources.network.heard")} <TimeText at={heardAt} look="ago" />.
        </>
      )}
    </span>
  );
}
