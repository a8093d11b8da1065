import { Checkbox, NativeSelect, NumberInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { currentWorkspace } from "#web/api/workspace-choice.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { type EdgeKind, edgeKind, type NetworkResult } from "../../contract/network.ts";
import type { Period } from "../use-period.ts";
import css from "./network.module.css";
import { NetworkBursts } from "./network-bursts.tsx";
import { NetworkGroups } from "./network-groups.tsx";
import { NetworkPeople } from "./network-people.tsx";
import { NetworkPicture } from "./network-picture.tsx";
import { rankView, viewOf } from "./network-view.ts";

/** A network with everything to look at it by: the picture, who is in it, its communities, bridges and bursts. */
export function NetworkBoard({ id, result, period }: { id: string; result: NetworkResult; period: Period }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayExport = useMay("mentions.export");
  const [kinds, setKinds] = useState<ReadonlySet<EdgeKind>>(new Set(edgeKind.options));
  const [community, setCommunity] = useState<number>();
  const [least, setLeast] = useState(1);
  const [chosen, setChosen] = useState<number>();
  const view = useMemo(() => viewOf(result, { kinds, community, least }), [result, kinds, community, least]);
  const ranked = useMemo(() => rankView(view), [view]);
  const finding = t("network.finding", {
    nodes: format.whole(view.nodes.length),
    edges: format.whole(view.edges.length),
    communities: format.whole(result.communities.length),
  });
  const beyond = result.allNodes - result.nodes.length;
  const file = (kind: "graphml" | "csv"): string => {
    const workspace = currentWorkspace();
    const of = workspace === undefined ? "" : `&workspace=${encodeURIComponent(workspace)}`;
    return `/api/listen/networks/${id}/file?format=${kind}${of}`;
  };
  const toggle = (kind: EdgeKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  return (
    <>
      <RuledSection
        title={finding}
        deck={[
          t("network.made_of", { count: result.mentions, number: format.whole(result.mentions) }),
          ...(result.isNewestOnly ? [t("network.newest_only")] : []),
          ...(beyond > 0 ? [t("network.beyond", { count: beyond, number: format.whole(beyond) })] : []),
        ].join(" ")}
        aside={
          mayExport ? (
            <span className={css["acts"]}>
              <LinkButton size="small" href={file("graphml")} download="">
                GraphML
              </LinkButton>
              <LinkButton size="small" href={file("csv")} download="">
                CSV
              </LinkButton>
            </span>
          ) : undefined
        }
      >
        <div className={css["filters"]}>
          <fieldset>
            <legend>{t("network.kinds")}</legend>
            {edgeKind.options.map((kind) => (
              <Checkbox
                key={kind}
                label={`${t(`network.kind.${kind}`)} (${format.whole(result.ties[kind])})`}
                checked={kinds.has(kind)}
                onChange={() => toggle(kind)}
              />
            ))}
          </fieldset>
          <NativeSelect
            label={t("network.community")}
            value={community === undefined ? "" : String(community)}
            data={[
              { value: "", label: t("network.all_communities") },
              ...result.communities.map(({ names, size }, at) => ({
                value: String(at),
                label: t("network.community_of", { name: names[0] ?? "", number: format.whole(size) }),
              })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              setCommunity(value === "" ? undefined : Number(value))
            }
          />
          <NumberInput
            label={t("network.least")}
            value={least}
            min={1}
            max={1_000}
            w={120}
            onChange={(value) => setLeast(typeof value === "number" && value >= 1 ? Math.floor(value) : 1)}
          />
        </div>
        <div className={css["board"]}>
          <NetworkPicture
            view={view}
            title={t("network.title")}
            finding={finding}
            chosen={chosen}
            onChoose={setChosen}
          />
          <NetworkPeople
            ranked={ranked}
            result={result}
            period={period}
            chosen={chosen}
            onChoose={setChosen}
          />
        </div>
      </RuledSection>
      <div className={css["below"]}>
        <NetworkBursts bursts={result.bursts} />
        <NetworkGroups result={result} period={period} onChoose={setChosen} onCommunity={setCommunity} />
      </div>
    </>
  );
}
