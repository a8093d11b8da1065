import { Checkbox, MultiSelect, NativeSelect, NumberInput, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { platform } from "#web/api/session.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { FileDrop } from "#web/kit/file-drop.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { ClippingSettings, mostClippingItems } from "../../contract/clipping.ts";
import css from "./clippings.module.css";
import { clockOf, minuteOf } from "./use-clippings.ts";

const week = ["1", "2", "3", "4", "5", "6", "7"] as const;
const logoBytes = 5 * 1024 * 1024;

/** The settings of a clipping. */
export function ClippingPlanForm({
  settings,
  monitors,
  isBusy,
  error,
  onSave,
}: {
  settings: ClippingSettings;
  monitors: readonly { id: string; name: string }[];
  isBusy: boolean;
  error: unknown;
  onSave: (settings: ClippingSettings) => void;
}) {
  const { t } = useTranslation("listen");
  const [draft, setDraft] = useState(settings);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const set = (change: Partial<ClippingSettings>) => setDraft((before) => ({ ...before, ...change }));
  const problem = isProblem(error) ? error : undefined;
  const faultOf = (field: keyof ClippingSettings) =>
    problem?.fields.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.detail ??
    (wrong.has(field) ? t(`clippings.form.wrong.${field}`) : undefined);
  const members = useQuery(platform.queries.workspace.listMembers.queryOptions());
  const people = (members.data?.items ?? []).map(({ userId, name }) => ({ value: userId, label: name }));
  const save = () => {
    const read = ClippingSettings.safeParse(draft);
    setWrong(new Set(read.error?.issues.map(({ path }) => String(path[0]))));
    if (read.success) onSave(read.data);
  };
  return (
    <Form onSubmit={save} label={t("clippings.form.label")} isWide>
      <div className={css["parts"]}>
        <RuledSection title={t("clippings.form.parts.content")}>
          <div className={css["fields"]}>
            <TextInput
              label={t("clippings.form.name")}
              description={t("clippings.form.name_help")}
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              error={faultOf("name")}
              maxLength={80}
              required
            />
            <NativeSelect
              label={t("clippings.form.form")}
              description={t("clippings.form.form_help")}
              value={draft.form}
              data={(["clipping", "brief"] as const).map((value) => ({
                value,
                label: t(`clippings.form.forms.${value}`),
              }))}
              onChange={(event) =>
                set({ form: ClippingSettings.shape.form.parse(event.currentTarget.value) })
              }
            />
            <MultiSelect
              label={t("clippings.form.monitors")}
              description={t("clippings.form.monitors_help")}
              value={draft.monitorIds}
              data={monitors.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(monitorIds) => set({ monitorIds })}
              error={faultOf("monitorIds")}
              searchable
            />
            {draft.form === "brief" ? null : (
              <>
                <NativeSelect
                  label={t("clippings.form.sections")}
                  value={draft.sections}
                  data={(["monitor", "folder"] as const).map((value) => ({
                    value,
                    label: t(`clippings.form.by.${value}`),
                  }))}
                  onChange={(event) =>
                    set({ sections: ClippingSettings.shape.sections.parse(event.currentTarget.value) })
                  }
                />
                <NumberInput
                  label={t("clippings.form.most")}
                  description={t("clippings.form.most_help")}
                  value={draft.mostItems}
                  min={5}
                  max={mostClippingItems}
                  onChange={(value) => set({ mostItems: Number(value) })}
                  error={faultOf("mostItems")}
                />
              </>
            )}
            <NativeSelect
              label={t("clippings.form.language")}
              value={draft.language}
              data={[
                { value: "id", label: "Bahasa Indonesia" },
                { value: "en", label: "English" },
              ]}
              onChange={(event) =>
                set({ language: ClippingSettings.shape.language.parse(event.currentTarget.value) })
              }
            />
          </div>
        </RuledSection>
        <div>
          <RuledSection title={t("clippings.form.parts.time")}>
            <div className={css["fields"]}>
              <TextInput
                type="time"
                label={t("clippings.form.minute")}
                value={clockOf(draft.minute)}
                onChange={(event) => set({ minute: minuteOf(event.currentTarget.value) ?? draft.minute })}
                error={faultOf("minute")}
                required
              />
              <Checkbox.Group
                label={t("clippings.form.days")}
                value={draft.days.map(String)}
                onChange={(days) => set({ days: days.map(Number).sort() })}
                error={faultOf("days")}
              >
                <div className={css["week"]}>
                  {week.map((day) => (
                    <Checkbox key={day} value={day} label={t(`clippings.day.${day}`)} />
                  ))}
                </div>
              </Checkbox.Group>
              <TextInput
                type="time"
                label={t("clippings.form.send_at")}
                description={t("clippings.form.send_at_help")}
                value={draft.sendAt === null ? "" : clockOf(draft.sendAt)}
                onChange={(event) => set({ sendAt: minuteOf(event.currentTarget.value) ?? null })}
                error={faultOf("sendAt")}
              />
              <NativeSelect
                label={t("clippings.form.state")}
                value={draft.state}
                data={(["on", "paused"] as const).map((value) => ({
                  value,
                  label: t(`clippings.form.states.${value}`),
                }))}
                onChange={(event) =>
                  set({ state: ClippingSettings.shape.state.parse(event.currentTarget.value) })
                }
              />
            </div>
          </RuledSection>
          <RuledSection title={t("clippings.form.parts.receivers")}>
            <div className={css["fields"]}>
              <MultiSelect
                label={t("clippings.form.members")}
                value={draft.receiverIds}
                data={people}
                onChange={(receiverIds) => set({ receiverIds })}
                error={faultOf("receiverIds")}
              />
              <TagsInput
                label={t("clippings.form.addresses")}
                description={t("clippings.form.addresses_help")}
                value={draft.addresses}
                onChange={(addresses) => set({ addresses })}
                error={faultOf("addresses")}
                splitChars={[",", ";", " "]}
                acceptValueOnBlur
              />
            </div>
          </RuledSection>
          <RuledSection title={t("clippings.form.parts.cover")}>
            <div className={css["fields"]}>
              {draft.logoId === null ? (
                <FileDrop
                  label={t("clippings.form.logo")}
                  help={t("clippings.form.logo_help")}
                  accept=".png,.jpg,.jpeg,.webp"
                  purpose="attachment"
                  maxBytes={logoBytes}
                  onStored={({ id }) => set({ logoId: id })}
                />
              ) : (
                <p>
                  {t("clippings.form.logo_there")}{" "}
                  <Button size="small" kind="ghost" onClick={() => set({ logoId: null })}>
                    {t("clippings.form.logo_remove")}
                  </Button>
                </p>
              )}
              {faultOf("logoId") === undefined ? null : <p role="alert">{faultOf("logoId")}</p>}
            </div>
          </RuledSection>
        </div>
      </div>
      {error === null || error === undefined ? null : <ErrorNote error={error} />}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t("clippings.form.save")}
        </Button>
        <LinkButton to="/kliping">{t("clippings.form.cancel")}</LinkButton>
      </FormActs>
    </Form>
  );
}
