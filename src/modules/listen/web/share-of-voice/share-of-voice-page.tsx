import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import css from "./share-of-voice.module.css";
import { ShareOverTime } from "./share-over-time.tsx";
import { ShareTopics } from "./share-topics.tsx";
import { copiesChoices, daysChoices, useShareAddress, useShareOfVoice } from "./use-share-of-voice.ts";
import { VoiceList } from "./voice-list.tsx";
import { VoiceOverlaps } from "./voice-overlaps.tsx";
import { VoicePicker } from "./voice-picker.tsx";
import { VoiceReaches } from "./voice-reaches.tsx";
import { VoiceTones } from "./voice-tones.tsx";

/** Porsi pembicaraan: our own body beside others, by volume, over time, by tone, by topic and by reach. */
export default function ShareOfVoicePage() {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const address = useShareAddress();
  const { hari: days, salinan: copies, topik: topics, siapa: monitorIds, change } = address;
  const query = useShareOfVoice({ days: Number(days), monitorIds, copies, topics });
  return (
    <Page title={t("share.title")} deck={t("share.deck")}>
      <div className={css["controls"]}>
        <Segmented
          label={t("share.span")}
          value={days}
          options={daysChoices.map((value) => ({ value, label: t(`share.days.${value}`) }))}
          onChange={(hari) => change({ hari })}
        />
        <Segmented
          label={t("share.copies_label")}
          value={copies}
          options={copiesChoices.map((value) => ({ value, label: t(`share.copies.${value}`) }))}
          onChange={(salinan) => change({ salinan })}
        />
        <VoicePicker
          chosen={monitorIds}
          shown={query.data?.voices ?? []}
          onChange={(siapa) => change({ siapa })}
        />
      </div>
      <QueryView query={query} rows={6}>
        {(share) =>
          share.voices.length === 0 ? (
            <EmptyState
              title={t("share.empty_title")}
              actions={
                mayManage ? <LinkButton to="/pantauan/baru">{t("share.make_monitor")}</LinkButton> : undefined
              }
            >
              {t("share.empty")}
            </EmptyState>
          ) : (
            <>
              <VoiceList share={share} />
              <ShareOverTime share={share} address={address} />
              <div className={css["columns"]}>
                <VoiceTones share={share} />
                <div className={css["side"]}>
                  <VoiceOverlaps share={share} />
                  <VoiceReaches share={share} />
                </div>
              </div>
              <ShareTopics share={share} by={topics} onChange={(topik) => change({ topik })} />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}
