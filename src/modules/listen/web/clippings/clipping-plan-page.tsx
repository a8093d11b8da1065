import { useMutation } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { type ClippingPlan, ClippingSettings } from "../../contract/clipping.ts";
import { useMonitors } from "../monitors/use-monitors.ts";
import { ClippingPlanForm } from "./clipping-plan-form.tsx";
import { useClippingActs, useClippingPlans } from "./use-clippings.ts";

/** Setting a clipping up, or changing it: when, from what, for whom. */
export default function ClippingPlanPage() {
  const { t } = useTranslation("listen");
  const { id }: { id?: string } = useParams({ strict: false });
  const plans = useClippingPlans();
  const monitors = useMonitors();
  return (
    <Page
      title={t(id === undefined ? "clippings.form.title_new" : "clippings.form.title")}
      deck={t("clippings.form.deck")}
    >
      <QueryView query={monitors} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t("clippings.no_monitors_title")}
              actions={
                <LinkButton kind="primary" to="/pantauan/baru">
                  {t("monitor.add")}
                </LinkButton>
              }
            >
              {t("clippings.no_monitors")}
            </EmptyState>
          ) : (
            <QueryView query={plans} rows={6}>
              {(known) => {
                const plan = known.items.find((one) => one.id === id);
                if (id !== undefined && plan === undefined)
                  return <EmptyState title={t("clippings.gone")}>{t("clippings.gone_more")}</EmptyState>;
                return <PlanEditor {...(plan === undefined ? {} : { plan })} monitors={items} />;
              }}
            </QueryView>
          )
        }
      </QueryView>
    </Page>
  );
}

function PlanEditor({
  plan,
  monitors,
}: {
  plan?: ClippingPlan;
  monitors: readonly { id: string; name: string }[];
}) {
  const { t } = useTranslation("listen");
  const navigate = useNavigate();
  const { createPlan, updatePlan, removePlan } = useClippingActs();
  const [isAsked, setAsked] = useState(false);
  const [begun] = useState(() =>
    plan === undefined
      ? ClippingSettings.parse({
          name: t("clippings.form.first_name"),
          monitorIds: monitors.slice(0, 12).map(({ id }) => id),
        })
      : ClippingSettings.parse(plan),
  );
  const save = useMutation({
    mutationFn: (settings: ClippingSettings) =>
      plan === undefined ? createPlan(settings) : updatePlan(plan, settings),
    onSuccess: ({ name }) => {
      showToast({ text: t("clippings.form.saved", { name }) });
      void navigate({ to: "/kliping" });
    },
  });
  return (
    <>
      <ClippingPlanForm
        settings={begun}
        monitors={monitors}
        isBusy={save.isPending}
        error={save.error}
        onSave={(settings) => save.mutate(settings)}
      />
      {plan === undefined ? null : (
        <>
          <Button kind="ghost" onClick={() => setAsked(true)}>
            {t("clippings.remove")}
          </Button>
          <ConfirmDialog
            isOpen={isAsked}
            title={t("clippings.remove_title", { name: plan.name })}
            act={t("clippings.remove")}
            isDangerous
            onConfirm={async () => {
              await removePlan(plan.id);
              void navigate({ to: "/kliping" });
            }}
            onClose={() => setAsked(false)}
          >
            <p>{t("clippings.remove_help")}</p>
          </ConfirmDialog>
        </>
      )}
    </>
  );
}
