import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Note } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { SpikeList } from "./spike-list.tsx";
import { useSpikeWords } from "./use-spike-words.ts";

/** What is above the usual now, on Beranda; nothing while all is as usual. */
export function RunningSpikes() {
  const { t } = useTranslation("listen");
  useLiveRefresh(["spikes"], [listen.queries.spikes.key()]);
  const query = useQuery(
    listen.queries.spikes.listSpikes.queryOptions({ input: { state: "running", limit: 20 } }),
  );
  const spikes = query.data?.items.filter(({ verdict }) => verdict === "spike") ?? [];
  if (spikes.length === 0) return null;
  return (
    <RuledSection title={t("spikes.title")} aside={<DeskLink to="/lonjakan">{t("spikes.all")}</DeskLink>}>
      <SpikeList spikes={spikes.slice(0, 3)} />
    </RuledSection>
  );
}

/** Says on a monitor's page that it is above the usual, and leads to why. */
export function MonitorSpike({ monitorId }: { monitorId: string }) {
  const { t } = useTranslation("listen");
  const words = useSpikeWords();
  useLiveRefresh(["spikes"], [listen.queries.spikes.key()]);
  const query = useQuery(
    listen.queries.spikes.listSpikes.queryOptions({
      input: { kind: "monitor", subject: monitorId, state: "running", limit: 1 },
    }),
  );
  const spike = query.data?.items[0];
  if (spike === undefined) return null;
  return (
    <Note kind="brass" title={t(spike.verdict === "spike" ? "spikes.running_title" : "spikes.not_title")}>
      {t("spikes.peak", { found: words.found(spike, spike.peak) })}{" "}
      <DeskLink to={`/lonjakan/${spike.id}`}>{t("spikes.open_why")}</DeskLink>
    </Note>
  );
}
