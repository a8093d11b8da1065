import { Checkbox, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { AlertSettings, ShownAlertRule } from "../../contract/alert.ts";
import { alertLevel, alertNews, alertPace } from "../../contract/alert-rule.ts";
import { DeskLink } from "../desk-link.tsx";
import { useMonitors } from "../monitors/use-monitors.ts";
import { newsmakerPath } from "../newsmakers/newsmaker-path.ts";
import css from "./alerts.module.css";

const newRule: ShownAlertRule = {
  scope: "ours",
  monitorId: null,
  subject: null,
  subjectName: null,
  news: "all",
  level: "normal",
  pace: "instant",
  isNegativeOnly: false,
  leastHostility: 0,
  toDesk: true,
  toMail: false,
  receiverIds: [],
};

/** A spike is neither negative nor hostile. */
const ofSpikes = { news: "spikes", isNegativeOnly: false, leastHostility: 0 } as const;

/** The page of what a rule follows: a story by its id, a newsmaker by kind and key. */
function subjectPath(subject: string): string {
  const at = subject.indexOf(":");
  return at < 0
    ? `/cerita/${subject}`
    : newsmakerPath({
        kind: subject.startsWith("person") ? "person" : "organisation",
        key: subject.slice(at + 1),
      });
}

/** Of which monitors somebody is told, at which level, when and by which ways. */
export function AlertRules({
  settings,
  rules,
  onChange,
}: {
  settings: AlertSettings;
  rules: readonly ShownAlertRule[];
  onChange: (rules: ShownAlertRule[]) => void;
}) {
  const { t } = useTranslation("listen");
  const monitors = useMonitors().data?.items ?? [];
  const [first] = monitors;
  const add = () =>
    onChange([...rules, first ? { ...newRule, scope: "monitor", monitorId: first.id } : { ...newRule }]);
  return (
    <RuledSection
      title={t("alert_settings.rules_title")}
      deck={t("alert_settings.rules_deck")}
      aside={
        <Button size="small" onClick={add}>
          {t("alert_settings.add_rule")}
        </Button>
      }
    >
      {rules.length === 0 ? (
        <EmptyState
          level={3}
          title={t("alert_settings.no_rules_title")}
          actions={first ? undefined : <LinkButton to="/pantauan/baru">{t("monitor.add")}</LinkButton>}
        >
          {t("alert_settings.no_rules")}
        </EmptyState>
      ) : (
        <ol className={css["rules"]}>
          {rules.map((rule, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name of its own, its place is what it goes by
            <li key={at}>
              <RuleFields
                rule={rule}
                number={at + 1}
                monitors={monitors}
                receivers={settings.receivers}
                onChange={(changed) => onChange(rules.map((one, place) => (place === at ? changed : one)))}
                onRemove={() => onChange(rules.filter((_, place) => place !== at))}
              />
            </li>
          ))}
        </ol>
      )}
    </RuledSection>
  );
}

function RuleFields({
  rule,
  number,
  monitors,
  receivers,
  onChange,
  onRemove,
}: {
  rule: ShownAlertRule;
  number: number;
  monitors: readonly { id: string; name: string }[];
  receivers: AlertSettings["receivers"];
  onChange: (rule: ShownAlertRule) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("listen");
  const change = (parts: Partial<ShownAlertRule>) => onChange({ ...rule, ...parts });
  const choose = (value: string) =>
    change(
      value === "ours" || value === "any"
        ? { scope: value, monitorId: null }
        : value === "noticed"
          ? { scope: value, monitorId: null, ...ofSpikes }
          : { scope: "monitor", monitorId: value },
    );
  const isOfMonitors = rule.subject === null && rule.scope !== "noticed";
  return (
    <fieldset className={css["fields"]}>
      <legend className="sr">{t("alert_settings.rule", { number })}</legend>
      {rule.subject === null ? (
        <NativeSelect
          label={t("alert_settings.of")}
          value={rule.monitorId ?? rule.scope}
          data={[
            { value: "ours", label: t("alert_settings.scope_ours") },
            { value: "any", label: t("alert_settings.scope_any") },
            { value: "noticed", label: t("alert_settings.scope_noticed") },
            ...monitors.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      ) : (
        <p className={css["subject"]}>
          <span>
            {t(rule.scope === "story" ? "alert_settings.spikes_of_story" : "alert_settings.spikes_of_name")}
          </span>
          <DeskLink to={subjectPath(rule.subject)}>{rule.subjectName}</DeskLink>
        </p>
      )}
      {isOfMonitors ? (
        <NativeSelect
          label={t("alert_settings.news")}
          value={rule.news}
          data={alertNews.options.map((value) => ({ value, label: t(`alert_settings.news_of.${value}`) }))}
          onChange={(event) => {
            const news = alertNews.parse(event.currentTarget.value);
            change(news === "spikes" ? ofSpikes : { news });
          }}
        />
      ) : null}
      <NativeSelect
        label={t("alert_settings.level")}
        value={rule.level}
        data={alertLevel.options.map((value) => ({ value, label: t(`alerts.level.${value}`) }))}
        onChange={(event) => change({ level: alertLevel.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t("alert_settings.pace")}
        value={rule.pace}
        data={alertPace.options.map((value) => ({ value, label: t(`alert_settings.paces.${value}`) }))}
        onChange={(event) => change({ pace: alertPace.parse(event.currentTarget.value) })}
      />
      {rule.news === "spikes" ? null : (
        <>
          <NativeSelect
            label={t("alert_settings.hostility")}
            value={String(rule.leastHostility)}
            data={["0", "1", "2", "3"].map((value) => ({
              value,
              label: t(`alert_settings.hostilities.${value}`),
            }))}
            onChange={(event) => change({ leastHostility: Number(event.currentTarget.value) })}
          />
          <Checkbox
            label={t("alert_settings.negative_only")}
            checked={rule.isNegativeOnly}
            onChange={(event) => change({ isNegativeOnly: event.currentTarget.checked })}
          />
        </>
      )}
      <Checkbox
        label={t("alerts.by_desk")}
        checked={rule.toDesk}
        onChange={(event) => change({ toDesk: event.currentTarget.checked })}
      />
      <Checkbox
        label={t("alerts.by_mail")}
        checked={rule.toMail}
        onChange={(event) => change({ toMail: event.currentTarget.checked })}
      />
      {receivers
        .filter(({ verifiedAt }) => verifiedAt !== null)
        .map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={rule.receiverIds.includes(id)}
            onChange={(event) =>
              change({
                receiverIds: event.currentTarget.checked
                  ? [...rule.receiverIds, id]
                  : rule.receiverIds.filter((other) => other !== id),
              })
            }
          />
        ))}
      <Button size="small" onClick={onRemove}>
        {t("alert_settings.remove_rule")}
      </Button>
    </fieldset>
  );
}
