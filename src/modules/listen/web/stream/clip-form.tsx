import { NativeSelect, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import type { StoredFile } from "#web/api/upload.ts";
import { useNow } from "#web/desk-clock.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { FileDrop } from "#web/kit/file-drop.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { channel } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import { useMentionWords } from "../use-mention-words.ts";
import css from "./clip-drawer.module.css";
import { type ClipFields, draftOf, outletKind, placeKind } from "./clip-fields.ts";
import { localMinute } from "./time-buckets.ts";

const scanMaxBytes = 20_000_000;

/** The form of a clip, in three parts: what was said, where and when, and what belongs to it. */
export function ClipForm({ initial, onStored }: { initial: ClipFields; onStored: (id: string) => void }) {
  const { t } = useTranslation("listen");
  const zone = useZone();
  const format = useFormat();
  const now = useNow(60_000);
  const queries = useQueryClient();
  const { channelName } = useMentionWords();
  const [fields, setFields] = useState(initial);
  const [when, setWhen] = useState(() => {
    const local = localMinute(initial.publishedAt === null ? now : Date.parse(initial.publishedAt), zone);
    const isKnown = initial.publishedAt !== null && initial.timePrecision !== "day";
    return { date: local.slice(0, 10), time: isKnown ? local.slice(11) : "" };
  });
  const [scans, setScans] = useState<readonly StoredFile[]>([]);
  const set = (change: Partial<ClipFields>) => setFields((before) => ({ ...before, ...change }));
  const store = useMutation(
    listen.queries.clips.createClip.mutationOptions({
      onSuccess: (made) => {
        for (const queryKey of [listen.queries.mentions.key(), listen.queries.overview.key()])
          void queries.invalidateQueries({ queryKey });
        showToast({ text: t("clip.stored") });
        onStored(made.id);
      },
    }),
  );
  const draft = draftOf(
    fields,
    when,
    scans.map((one) => one.id),
    zone,
  );
  const place = placeKind(fields.channel);
  const outletLabel = t(`clip.outlet_of.${outletKind(fields.channel)}`);
  const send = () => {
    if (draft !== undefined) store.mutate(draft);
  };
  return (
    <Form onSubmit={send} label={t("clip.title")}>
      <RuledSection level={3} title={t("clip.part.said")}>
        <div className={css["fields"]}>
          <TextInput
            label={t("clip.headline")}
            description={t("clip.headline_help")}
            value={fields.title}
            onChange={(event) => set({ title: event.currentTarget.value })}
            maxLength={500}
          />
          <Textarea
            label={t("clip.text")}
            value={fields.text}
            onChange={(event) => set({ text: event.currentTarget.value })}
            autosize
            minRows={4}
            maxRows={14}
          />
          <TextInput
            label={t("clip.author")}
            value={fields.author ?? ""}
            onChange={(event) => set({ author: event.currentTarget.value })}
            maxLength={200}
          />
        </div>
      </RuledSection>
      <RuledSection level={3} title={t("clip.part.where")}>
        <div className={css["fields"]}>
          <div className={css["pair"]}>
            <NativeSelect
              label={t("clip.kind")}
              value={fields.channel}
              data={channel.options.map((value) => ({ value, label: channelName(value) }))}
              onChange={(event) => set({ channel: channel.parse(event.currentTarget.value) })}
            />
            <TextInput
              label={outletLabel}
              value={fields.outlet}
              onChange={(event) => set({ outlet: event.currentTarget.value })}
              maxLength={200}
              required
            />
          </div>
          <div className={css["pair"]}>
            <TextInput
              type="date"
              label={t("clip.date")}
              value={when.date}
              onChange={(event) => setWhen({ ...when, date: event.currentTarget.value })}
              required
            />
            <TextInput
              type="time"
              label={t("clip.time", { zone: format.zoneName })}
              description={t("clip.time_help")}
              value={when.time}
              onChange={(event) => setWhen({ ...when, time: event.currentTarget.value })}
            />
          </div>
          {place === undefined ? null : (
            <TextInput
              label={t(`clip.${place}`)}
              value={fields.place}
              onChange={(event) => set({ place: event.currentTarget.value })}
              maxLength={60}
            />
          )}
          <TextInput
            type="url"
            label={t("clip.link")}
            value={fields.url}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
        </div>
      </RuledSection>
      <RuledSection level={3} title={t("clip.part.belongs")}>
        <div className={css["fields"]}>
          <TagsInput
            label={t("clip.tags")}
            value={[...fields.tags]}
            onChange={(tags) => set({ tags })}
            maxTags={20}
          />
          <FileDrop
            label={t("clip.scan")}
            help={t("clip.scan_help", { size: format.bytes(scanMaxBytes) })}
            accept="image/*,.pdf"
            purpose="attachment"
            maxBytes={scanMaxBytes}
            onStored={(file) => setScans((before) => [...before, file])}
          />
          {scans.length === 0 ? null : (
            <ul className={css["attached"]}>
              {scans.map((file) => (
                <li key={file.id}>
                  {file.name} <span>{format.bytes(file.bytes)}</span>
                  <Button
                    size="small"
                    kind="ghost"
                    onClick={() => setScans((before) => before.filter((one) => one.id !== file.id))}
                  >
                    {t("clip.drop_scan", { name: file.name })}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      </RuledSection>
      {store.isError ? <ErrorNote error={store.error} unchanged={t("clip.nothing_stored")} /> : null}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={store.isPending} disabled={draft === undefined}>
          {t("clip.store")}
        </Button>
        {draft === undefined ? <span>{t("clip.needs", { outlet: outletLabel.toLowerCase() })}</span> : null}
      </FormActs>
    </Form>
  );
}
