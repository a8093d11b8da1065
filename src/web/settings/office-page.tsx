import { NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Workspace } from "#platform/contract/workspaces.ts";
import type { Zone } from "#shared/ids.ts";
import { isProblem } from "../api/problem-error.ts";
import { platform, refreshMe, useMay } from "../api/session.ts";
import { useSwitchWorkspace } from "../api/use-switch-workspace.ts";
import { Button } from "../kit/button.tsx";
import { Form, FormActs } from "../kit/form.tsx";
import { ErrorNote, Note } from "../kit/note.tsx";
import { Page } from "../kit/page.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { showToast } from "../kit/toasts.tsx";
import { ZoneOptions } from "../sign-in/zone-options.tsx";
import css from "./settings-content.module.css";

/** Kantor: the office's name and time zone, and opening another office. */
export default function OfficePage() {
  const { t } = useTranslation("desk");
  const office = useQuery(platform.queries.workspace.getWorkspace.queryOptions());
  return (
    <Page title={t("settings.office.title")} deck={t("settings.office.about")} width="text">
      <div className={css["sections"]}>
        <RuledSection title={t("office.this_office")}>
          <QueryView query={office}>{(data) => <OfficeForm key={data.id} office={data} />}</QueryView>
        </RuledSection>
        <AnotherOffice />
      </div>
    </Page>
  );
}

function OfficeForm({ office }: { office: Workspace }) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const mayChange = useMay("settings.manage");
  const [name, setName] = useState(office.name);
  const [zone, setZone] = useState<Zone>(office.zone);
  const save = useMutation({
    mutationFn: (wanted: { name: string; zone: Zone }) => platform.client.workspace.updateWorkspace(wanted),
    onSuccess: async (_answer, wanted) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: platform.queries.workspace.getWorkspace.key() }),
        refreshMe(queries),
      ]);
      if (wanted.name === office.name && wanted.zone === office.zone) return;
      const before = { name: office.name, zone: office.zone };
      showToast({
        text: t("office.saved"),
        undo: () => {
          setName(before.name);
          setZone(before.zone);
          save.mutate(before);
        },
      });
    },
  });
  const isChanged = name.trim() !== office.name || zone !== office.zone;
  const fault = isProblem(save.error) ? save.error.faultOf("name") : undefined;
  return (
    <Form onSubmit={() => save.mutate({ name: name.trim(), zone })}>
      <TextInput
        label={t("office.name")}
        description={t("office.name_help")}
        required
        minLength={2}
        maxLength={120}
        readOnly={!mayChange}
        value={name}
        error={fault}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("field.zone")}
        description={t("field.zone_help")}
        disabled={!mayChange}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value as Zone)}
      >
        <ZoneOptions />
      </NativeSelect>
      <p className={css["help"]}>
        {t("office.opened")} <TimeText at={office.createdAt} look="long" />. {t("office.slug")}{" "}
        <code>{office.slug}</code>
      </p>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      {mayChange ? (
        <FormActs>
          <Button kind="primary" type="submit" isBusy={save.isPending} disabled={!isChanged}>
            {t("office.save")}
          </Button>
          {isChanged ? null : <span className={css["help"]}>{t("office.unchanged")}</span>}
        </FormActs>
      ) : (
        <Note kind="brass" title={t("office.read_only")} />
      )}
    </Form>
  );
}

/** One account can work in several offices: an agency, or a ministry with its agencies. */
function AnotherOffice() {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const switchWorkspace = useSwitchWorkspace();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [zone, setZone] = useState<Zone>("Asia/Jakarta");
  const create = useMutation({
    mutationFn: () => platform.client.workspace.createWorkspace({ name: name.trim(), zone }),
    onSuccess: async (made) => {
      await refreshMe(queries);
      switchWorkspace(made.slug);
    },
  });
  return (
    <RuledSection title={t("office.another")} deck={t("office.another_about")}>
      {isOpen ? (
        <Form onSubmit={() => create.mutate()}>
          <TextInput
            label={t("office.name")}
            required
            minLength={2}
            autoFocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t("field.zone")}
            value={zone}
            onChange={(event) => setZone(event.currentTarget.value as Zone)}
          >
            <ZoneOptions />
          </NativeSelect>
          {create.error === null ? null : <ErrorNote error={create.error} />}
          <FormActs>
            <Button kind="primary" type="submit" isBusy={create.isPending}>
              {t("office.open_it")}
            </Button>
            <Button kind="ghost" onClick={() => setOpen(false)}>
              {t("act.cancel")}
            </Button>
          </FormActs>
        </Form>
      ) : (
        <Button onClick={() => setOpen(true)}>{t("office.another")}</Button>
      )}
    </RuledSection>
  );
}
