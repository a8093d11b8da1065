import { Autocomplete, Checkbox, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { longestTag } from "../../contract/tag.ts";
import type { TagRuleSettings, TagRuleTest } from "../../contract/tag-rule.ts";
import layout from "../monitors/monitor-form.module.css";
import { QueryFields } from "../monitors/query-fields.tsx";
import { TrialView } from "../monitors/trial-view.tsx";
import { useMonitors } from "../monitors/use-monitors.ts";
import css from "./tags.module.css";
import { useTagRuleTrial } from "./use-tag-rule-trial.ts";
import { useTags } from "./use-tags.ts";

const daysTried = 7;

type Source = "query" | "monitor";

/** Which tag a rule gives and for what, at the left; what that would have tagged, at the right, as it is typed. */
export function TagRuleForm({
  settings,
  onSave,
}: {
  settings: TagRuleSettings;
  onSave: (settings: TagRuleSettings & { isForPast: boolean }) => Promise<void>;
}) {
  const { t } = useTranslation("listen");
  const [draft, setDraft] = useState(settings);
  const [source, setSource] = useState<Source>(settings.monitorId === null ? "query" : "monitor");
  const [isForPast, setForPast] = useState(true);
  const set = (change: Partial<TagRuleSettings>) => setDraft((before) => ({ ...before, ...change }));
  const asked = source === "query" ? { ...draft, monitorId: null } : { ...draft, q: "", exclude: "" };
  const save = useMutation({
    mutationFn: () => onSave({ ...asked, name: asked.name || asked.tag, isForPast }),
  });
  const { trial, past } = useTagRuleTrial(
    { monitorId: asked.monitorId, q: asked.q, exclude: asked.exclude, tag: asked.tag },
    daysTried,
  );
  const problem = isProblem(save.error) ? save.error : undefined;
  const faultOf = (field: string) => problem?.fields.find((fault) => fault.field === field)?.detail;
  const tags = useTags().data?.items ?? [];
  const monitors = useMonitors().data?.items ?? [];
  return (
    <div className={layout["page"]}>
      <form
        className={layout["form"]}
        aria-label={t("tag_rules.form.label")}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Autocomplete
          label={t("tag_rules.form.tag")}
          description={t("tag_rules.form.tag_help")}
          data={[...new Set(tags.map(({ name }) => name))]}
          limit={8}
          value={draft.tag}
          onChange={(tag) => set({ tag })}
          error={faultOf("tag")}
          maxLength={longestTag}
          required
          data-autofocus
        />
        <Segmented
          label={t("tag_rules.form.source")}
          value={source}
          options={(["query", "monitor"] as const).map((value) => ({
            value,
            label: t(`tag_rules.form.source_${value}`),
          }))}
          onChange={setSource}
        />
        {source === "query" ? (
          <QueryFields
            label={t("tag_rules.form.q")}
            help={t("tag_rules.form.q_help")}
            queries={draft}
            faultOf={(field) => trial.faultOf(field) ?? faultOf(field)}
            onChange={set}
          />
        ) : (
          <Select
            label={t("tag_rules.form.monitor")}
            description={t("tag_rules.form.monitor_help")}
            value={draft.monitorId}
            data={monitors.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(monitorId) => set({ monitorId })}
            error={faultOf("monitorId")}
            nothingFoundMessage={t("tag_rules.form.no_monitors")}
            searchable
          />
        )}
        <TextInput
          label={t("tag_rules.form.name")}
          description={t("tag_rules.form.name_help")}
          placeholder={draft.tag}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={faultOf("name")}
          maxLength={80}
        />
        <Checkbox
          label={t("tag_rules.form.past")}
          description={t("tag_rules.form.past_help")}
          checked={isForPast}
          onChange={(event) => setForPast(event.currentTarget.checked)}
        />
        {save.error === null ? null : <ErrorNote error={save.error} unchanged={t("tags.form.unsaved")} />}
        <FormActs>
          <Button
            type="submit"
            kind="primary"
            isBusy={save.isPending}
            disabled={
              draft.tag.trim() === "" ||
              (source === "monitor" ? draft.monitorId === null : draft.q.trim() === "")
            }
          >
            {t("tag_rules.form.save")}
          </Button>
          <LinkButton kind="ghost" to="/tanda/aturan">
            {t("tags.form.cancel")}
          </LinkButton>
        </FormActs>
      </form>
      <div>
        {past === undefined ? null : <PastLine past={past} tag={draft.tag} isForPast={isForPast} />}
        <TrialView trial={trial} days={daysTried} />
      </div>
    </div>
  );
}

/** What saving means for what is stored. */
function PastLine({ past, tag, isForPast }: { past: TagRuleTest; tag: string; isForPast: boolean }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const news = Math.max(0, past.total - past.tagged - past.keptOff);
  return (
    <div className={css["past"]}>
      <Note
        kind="toska"
        title={t(isForPast ? "tag_rules.past.would" : "tag_rules.past.not", {
          count: news,
          number: format.whole(news),
          tag,
        })}
      >
        {t("tag_rules.past.of", {
          total: format.whole(past.total),
          tagged: format.whole(past.tagged),
          about: past.isExact ? "" : t("tag_rules.past.about"),
        })}{" "}
        {past.keptOff === 0 ? null : t("tag_rules.past.kept_off", { count: past.keptOff })}
      </Note>
    </div>
  );
}
