import { NativeSelect, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { FormActs, SettingLine } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { AlertSettings } from "../../contract/alert.ts";
import { AlertChannels } from "./alert-channels.tsx";
import { AlertRules } from "./alert-rules.tsx";
import css from "./alerts.module.css";
import { clockOf, minuteOf } from "./clock-text.ts";
import { DayBar } from "./day-bar.tsx";
import { useAlertActs, useAlertSettings } from "./use-alerts.ts";

/** Atur peringatan: by which ways somebody is told, when not, and of which monitors at which level. */
export default function AlertSettingsPage() {
  const { t } = useTranslation("listen");
  const query = useAlertSettings();
  return (
    <Page
      title={t("alert_settings.title")}
      deck={t("alert_settings.deck")}
      aside={<LinkButton to="/peringatan">{t("alerts.title")}</LinkButton>}
    >
      <QueryView query={query}>
        {(settings) => (
          <div className={css["sections"]}>
            <AlertChannels settings={settings} />
            <SettingsForm
              key={settings.receivers.map(({ verifiedAt }) => verifiedAt).join()}
              settings={settings}
            />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function SettingsForm({ settings }: { settings: AlertSettings }) {
  const { t } = useTranslation("listen");
  const acts = useAlertActs();
  const [draft, setDraft] = useState(settings);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const change = (parts: Partial<AlertSettings>) => setDraft((before) => ({ ...before, ...parts }));
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { quietFrom, quietUntil, urgentBreaksThrough, digestAt, escalateAfter, escalateTo, rules } =
        draft;
      await acts.save({
        quietFrom,
        quietUntil,
        urgentBreaksThrough,
        digestAt,
        escalateAfter,
        escalateTo,
        rules,
      });
      showToast({ text: t("alert_settings.saved") });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <AlertRules settings={settings} rules={draft.rules} onChange={(rules) => change({ rules })} />
      <RuledSection title={t("alert_settings.quiet_title")} deck={t("alert_settings.quiet_deck")}>
        <DayBar from={draft.quietFrom} until={draft.quietUntil} digestAt={draft.digestAt} />
        <SettingLine label={t("alert_settings.quiet")} help={t("alert_settings.quiet_help")}>
          <TextInput
            type="time"
            aria-label={t("alert_settings.quiet_from")}
            value={draft.quietFrom === null ? "" : clockOf(draft.quietFrom)}
            onChange={(event) => change({ quietFrom: minuteOf(event.currentTarget.value) })}
          />
          <span>{t("alert_settings.until")}</span>
          <TextInput
            type="time"
            aria-label={t("alert_settings.quiet_until")}
            value={draft.quietUntil === null ? "" : clockOf(draft.quietUntil)}
            onChange={(event) => change({ quietUntil: minuteOf(event.currentTarget.value) })}
          />
        </SettingLine>
        <SettingLine label={t("alert_settings.breaks")} help={t("alert_settings.breaks_help")}>
          <Switch
            aria-label={t("alert_settings.breaks")}
            checked={draft.urgentBreaksThrough}
            onChange={(event) => change({ urgentBreaksThrough: event.currentTarget.checked })}
          />
        </SettingLine>
        <SettingLine label={t("alert_settings.digest")} help={t("alert_settings.digest_help")}>
          <TextInput
            type="time"
            aria-label={t("alert_settings.digest")}
            value={clockOf(draft.digestAt)}
            onChange={(event) => change({ digestAt: minuteOf(event.currentTarget.value) ?? draft.digestAt })}
          />
        </SettingLine>
        <Escalation draft={draft} onChange={change} />
      </RuledSection>
      {error === undefined ? null : <ErrorNote error={error} />}
      <FormActs>
        <Button kind="primary" isBusy={isBusy} onClick={() => void save()}>
          {t("alert_settings.save")}
        </Button>
      </FormActs>
    </>
  );
}

const waits = ["5", "10", "15", "30", "60"];

function Escalation({
  draft,
  onChange,
}: {
  draft: AlertSettings;
  onChange: (parts: Partial<AlertSettings>) => void;
}) {
  const { t } = useTranslation("listen");
  return (
    <SettingLine label={t("alert_settings.escalate")} help={t("alert_settings.escalate_help")}>
      <NativeSelect
        aria-label={t("alert_settings.escalate_after")}
        value={draft.escalateAfter === null ? "" : String(draft.escalateAfter)}
        data={[
          { value: "", label: t("alert_settings.never") },
          ...waits.map((value) => ({ value, label: t("alert_settings.minutes", { number: value }) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange(
            value === "" ? { escalateAfter: null, escalateTo: null } : { escalateAfter: Number(value) },
          );
        }}
      />
      {draft.escalateAfter === null ? null : (
        <NativeSelect
          aria-label={t("alert_settings.escalate_to")}
          value={draft.escalateTo ?? ""}
          data={[
            { value: "", label: t("alert_settings.choose_colleague") },
            ...draft.colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => onChange({ escalateTo: event.currentTarget.value || null })}
        />
      )}
    </SettingLine>
  );
}
