import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { type MonitorSettings, monitorColour, monitorKind } from "../../contract/monitor.ts";
import { useAddress } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { MonitorForm } from "./monitor-form.tsx";
import { settingsOf, useMonitorActs } from "./use-monitors.ts";

/** Pantauan baru, or a change to one: what it looks for, tried on the last days before it is saved. */
export default function EditMonitorPage() {
  const { t } = useTranslation("listen");
  const { id }: { id?: string } = useParams({ strict: false });
  return (
    <Page
      title={t(id === undefined ? "monitors.form.title_new" : "monitors.form.title")}
      deck={t("monitors.form.deck")}
    >
      {id === undefined ? <NewMonitor /> : <ChangeMonitor id={id} />}
    </Page>
  );
}

function NewMonitor() {
  const address = useAddress();
  const { create } = useMonitorActs();
  const done = useDone();
  const begun = useMemo(
    (): MonitorSettings => ({
      name: address["name"] ?? "",
      folder: address["folder"] ?? "",
      colour: monitorColour.catch("1").parse(address["colour"]),
      kind: monitorKind.catch("topic").parse(address["kind"]),
      q: address["q"] ?? "",
      exclude: address["exclude"] ?? "",
      ownerId: null,
      receiverIds: [],
      state: "on",
    }),
    [address],
  );
  return <MonitorForm settings={begun} onSave={async (settings) => done(await create(settings))} />;
}

function ChangeMonitor({ id }: { id: string }) {
  const { update } = useMonitorActs();
  const done = useDone();
  const query = useQuery(
    listen.queries.monitors.getMonitor.queryOptions({ input: { id }, refetchOnWindowFocus: false }),
  );
  return (
    <QueryView query={query} rows={8}>
      {(monitor) => (
        <MonitorForm
          key={monitor.id}
          id={monitor.id}
          settings={settingsOf(monitor)}
          onSave={async (settings) => done(await update(monitor, settings))}
        />
      )}
    </QueryView>
  );
}

function useDone(): (monitor: { id: string; name: string }) => void {
  const { t } = useTranslation("listen");
  const navigate = useNavigate();
  return ({ id, name }) => {
    showToast({ text: t("monitors.form.saved", { name }) });
    void navigate({ to: `/pantauan/${id}` });
  };
}
