import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { DataTable } from "#web/kit/data-table.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { ShareOfVoice } from "../../contract/share-of-voice.ts";
import { DeskLink } from "../desk-link.tsx";
import { queryWithin } from "../use-period.ts";
import css from "./share-of-voice.module.css";
import { topicChoices } from "./use-share-of-voice.ts";

/** How much of what was said of each is about which topic; each number opens its mentions. */
export function ShareTopics({
  share,
  by,
  onChange,
}: {
  share: ShareOfVoice;
  by: (typeof topicChoices)[number];
  onChange: (by: string) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { voices, topics } = share;
  return (
    <div className={css["topics"]}>
      <RuledSection
        title={t("share.by_topic")}
        deck={t("share.topics_help")}
        aside={
          <div className={css["choices"]}>
            <Segmented
              label={t("share.topics_label")}
              value={by}
              options={topicChoices.map((value) => ({ value, label: t(`share.topics.${value}`) }))}
              onChange={onChange}
            />
            <SaveMenu
              name={t("share.by_topic")}
              csv={() =>
                csvOf([
                  [t("share.topic"), ...voices.map(({ name }) => name)],
                  ...topics.map(({ name, counts }) => [name, ...counts]),
                ])
              }
            />
          </div>
        }
      >
        {topics.length === 0 ? (
          <p className={css["quiet"]}>{t(`share.no_topics.${by}`)}</p>
        ) : (
          <DataTable
            label={t("share.by_topic")}
            rows={topics}
            rowKey={({ name }) => name}
            columns={[
              { key: "topic", title: t("share.topic"), value: ({ name }) => name },
              ...voices.map((voice, at) => ({
                key: voice.monitorId,
                title: voice.name,
                align: "right" as const,
                value: ({ query, counts }: (typeof topics)[number]) => {
                  const count = counts[at] ?? 0;
                  return count === 0 ? (
                    "–"
                  ) : (
                    <DeskLink to="/aliran" search={{ q: queryWithin(`${voice.query} ${query}`, share) }}>
                      {format.whole(count)} <small>{format.percent(count / Math.max(1, voice.total))}</small>
                    </DeskLink>
                  );
                },
                sort: ({ counts }: (typeof topics)[number]) => counts[at] ?? 0,
              })),
            ]}
          />
        )}
      </RuledSection>
    </div>
  );
}
