import { Autocomplete, MultiSelect, NativeSelect, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { platform } from "#web/api/session.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { type MonitorSettings, monitorKind } from "../../contract/monitor.ts";
import { QueryHelp } from "../stream/query-help.tsx";
import { ColourChoice } from "./colour-choice.tsx";
import css from "./monitor-form.module.css";
import { QueryFields } from "./query-fields.tsx";
import { TrialView } from "./trial-view.tsx";
import { useMonitorTrial } from "./use-monitor-trial.ts";
import { useMonitors } from "./use-monitors.ts";

const daysTried = 7;

/** What a monitor is, at the left; what it would have found in the last days, at the right, as it is typed. */
export function MonitorForm({
  id,
  settings,
  onSave,
}: {
  /** The monitor that is being changed; none for a new one. */
  id?: string;
  settings: MonitorSettings;
  onSave: (settings: MonitorSettings) => Promise<void>;
}) {
  const { t } = useTranslation("listen");
  const [draft, setDraft] = useState(settings);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const set = (change: Partial<MonitorSettings>) => setDraft((before) => ({ ...before, ...change }));
  const save = useMutation({ mutationFn: () => onSave(draft) });
  const trial = useMonitorTrial({
    q: draft.q,
    exclude: draft.exclude,
    days: daysTried,
    ...(id === undefined ? {} : { id }),
  });
  const problem = isProblem(save.error) ? save.error : undefined;
  const faultOf = (field: string) =>
    problem?.fields.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.detail;
  const folders = useFolders();
  const members = useQuery(platform.queries.workspace.listMembers.queryOptions());
  const people = (members.data?.items ?? []).map(({ userId, name }) => ({ value: userId, label: name }));
  return (
    <div className={css["page"]}>
      <form
        className={css["form"]}
        aria-label={t("monitors.form.label")}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={t("monitors.form.name")}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={faultOf("name")}
          maxLength={80}
          required
          data-autofocus
        />
        <QueryFields
          label={t("monitors.form.q")}
          help={t("monitors.form.q_help")}
          queries={draft}
          faultOf={(field) => trial.faultOf(field) ?? faultOf(field)}
          onChange={set}
        />
        <p className={css["hint"]}>
          {t("monitors.form.times")}{" "}
          <Button size="small" kind="ghost" onClick={() => setHelpOpen(true)}>
            {t("query.help.open")}
          </Button>
        </p>
        <div className={css["pair"]}>
          <NativeSelect
            label={t("monitors.form.kind")}
            value={draft.kind}
            data={monitorKind.options.map((value) => ({ value, label: t(`monitor.kind.${value}`) }))}
            onChange={(event) => set({ kind: monitorKind.parse(event.currentTarget.value) })}
          />
          <Autocomplete
            label={t("monitors.form.folder")}
            placeholder={t("monitors.form.folder_example")}
            value={draft.folder}
            data={folders}
            onChange={(folder) => set({ folder })}
            error={faultOf("folder")}
            maxLength={200}
          />
        </div>
        <ColourChoice value={draft.colour} onChange={(colour) => set({ colour })} />
        <div className={css["pair"]}>
          <Select
            label={t("monitors.form.owner")}
            value={draft.ownerId}
            data={people}
            onChange={(ownerId) => set({ ownerId })}
            error={faultOf("ownerId")}
            clearable
          />
          <MultiSelect
            label={t("monitors.form.receivers")}
            value={draft.receiverIds}
            data={people}
            onChange={(receiverIds) => set({ receiverIds })}
            error={faultOf("receiverIds")}
          />
        </div>
        {save.error === null ? null : <ErrorNote error={save.error} unchanged={t("monitors.form.unsaved")} />}
        <FormActs>
          <Button type="submit" kind="primary" isBusy={save.isPending}>
            {t(id === undefined ? "monitors.form.create" : "monitors.form.save")}
          </Button>
          <LinkButton to={id === undefined ? "/pantauan" : `/pantauan/${id}`}>
            {t("monitors.form.cancel")}
          </LinkButton>
        </FormActs>
      </form>
      <TrialView trial={trial} days={daysTried} />
      <QueryHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} onTry={(q) => set({ q })} />
    </div>
  );
}

/** Folders that are there, to choose from. */
function useFolders(): string[] {
  const { data } = useMonitors();
  return useMemo(
    () => [...new Set((data?.items ?? []).map(({ folder }) => folder))].filter((folder) => folder !== ""),
    [data],
  );
}
