import { NativeSelect, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { channel } from "../../contract/mentions.ts";
import type { Source } from "../../contract/sources.ts";
import { listen } from "../listen-api.ts";
import { useMentionWords } from "../use-mention-words.ts";
import { isPolled } from "./source-rows.ts";

/** Fixed intervals on offer, in minutes; empty adapts to the rhythm seen. */
const intervals = [5, 15, 30, 60, 180, 720, 1440];

/** How a source is called, filed and looked at. */
export function EditSource({ source }: { source: Source }) {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const { channelName } = useMentionWords();
  const [fields, setFields] = useState(() => ({
    title: source.title,
    outlet: source.outlet,
    folder: source.folder,
    channel: source.channel,
    fixedIntervalMinutes: source.fixedIntervalMinutes,
    completesItems: source.completesItems,
  }));
  const set = (change: Partial<typeof fields>) => setFields((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const { fixedIntervalMinutes, ...others } = fields;
      // How often a network is asked is saved with what it is asked.
      return listen.client.sources.updateSource({
        id: source.id,
        ...others,
        ...(source.network === null && { fixedIntervalMinutes }),
      });
    },
    onSuccess: () => showToast({ text: t("sources.edit.saved") }),
    onSettled: () => void queries.invalidateQueries({ queryKey: listen.queries.sources.key() }),
  });
  const faultOf = (field: string) => (isProblem(save.error) ? save.error.faultOf(field) : undefined);
  const choices = [
    { value: "", label: t("sources.edit.adapts", { count: source.intervalMinutes }) },
    ...intervals.map((minutes) => ({
      value: String(minutes),
      label:
        minutes < 60
          ? t("sources.edit.minutes", { count: minutes })
          : t("sources.edit.hours", { count: minutes / 60 }),
    })),
  ];
  return (
    <Form onSubmit={() => save.mutate()} label={t("sources.edit.title")}>
      <TextInput
        label={t("sources.edit.name")}
        value={fields.title}
        error={faultOf("title")}
        onChange={(event) => set({ title: event.currentTarget.value })}
        maxLength={200}
        required
      />
      <TextInput
        label={t("sources.edit.outlet")}
        value={fields.outlet}
        error={faultOf("outlet")}
        onChange={(event) => set({ outlet: event.currentTarget.value })}
        maxLength={200}
        required
      />
      <TextInput
        label={t("sources.folder")}
        description={t("sources.edit.folder_help")}
        value={fields.folder}
        onChange={(event) => set({ folder: event.currentTarget.value })}
        maxLength={120}
      />
      <NativeSelect
        label={t("sources.edit.channel")}
        value={fields.channel}
        data={channel.options.map((value) => ({ value, label: channelName(value) }))}
        onChange={(event) => set({ channel: channel.parse(event.currentTarget.value) })}
      />
      {isPolled(source) && source.network === null ? (
        <NativeSelect
          label={t("sources.edit.interval")}
          value={fields.fixedIntervalMinutes ?? ""}
          data={choices}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set({ fixedIntervalMinutes: value === "" ? null : Number(value) });
          }}
        />
      ) : null}
      {source.network === null ? (
        <Switch
          label={t("sources.edit.completes")}
          description={t("sources.edit.completes_help")}
          checked={fields.completesItems}
          onChange={(event) => set({ completesItems: event.currentTarget.checked })}
        />
      ) : null}
      {save.isError ? <ErrorNote error={save.error} unchanged={t("sources.edit.unchanged")} /> : null}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          {t("sources.edit.save")}
        </Button>
      </FormActs>
    </Form>
  );
}
