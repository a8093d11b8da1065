import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { ClippingPlan } from "../../contract/clipping.ts";
import { DeskLink } from "../desk-link.tsx";
import { ClippingStateLine } from "./clipping-state-line.tsx";
import css from "./clippings.module.css";
import { clockOf, useClippingActs, useClippingPlans, useClippings } from "./use-clippings.ts";

/** Kliping: what is made each morning, from what and for whom, and what was made. */
export default function ClippingsPage() {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const plans = useClippingPlans();
  const hasAny = plans.data !== undefined && plans.data.items.length > 0;
  const setUp = (
    <LinkButton kind="primary" to="/kliping/atur/baru">
      {t("clippings.set_up")}
    </LinkButton>
  );
  return (
    <Page
      title={t("clippings.title")}
      deck={t("clippings.deck")}
      aside={mayManage && hasAny ? setUp : undefined}
    >
      <QueryView query={plans} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("clippings.empty_title")} actions={mayManage ? setUp : undefined}>
              {t("clippings.empty")}
            </EmptyState>
          ) : (
            <RuledSection title={t("clippings.plans")}>
              <ul className={css["plans"]}>
                {items.map((plan) => (
                  <PlanLine key={plan.id} plan={plan} mayManage={mayManage} />
                ))}
              </ul>
            </RuledSection>
          )
        }
      </QueryView>
      <Made />
    </Page>
  );
}

function PlanLine({ plan, mayManage }: { plan: ClippingPlan; mayManage: boolean }) {
  const { t } = useTranslation("listen");
  const navigate = useNavigate();
  const { make } = useClippingActs();
  const making = useMutation({
    mutationFn: () => make(plan.id),
    onSuccess: ({ id }) => void navigate({ to: `/kliping/${id}` }),
  });
  const receivers = plan.receiverIds.length + plan.addresses.length;
  const days =
    plan.days.length === 7
      ? t("clippings.every_day")
      : plan.days.map((day) => t(`clippings.day.${day}`)).join(", ");
  return (
    <li>
      <div>
        <h3>{plan.name}</h3>
        <p>
          {t(`clippings.form.forms.${plan.form}`)} · {days}, {clockOf(plan.minute)} ·{" "}
          {t("clippings.monitors", { count: plan.monitorIds.length })} ·{" "}
          {t("clippings.receivers", { count: receivers })}
        </p>
        <p>
          {plan.nextAt === null ? (
            t("clippings.paused")
          ) : (
            <>
              {t("clippings.next")} <TimeText at={plan.nextAt} look="dateTime" />
            </>
          )}
        </p>
        {making.error === null ? null : <ErrorNote error={making.error} />}
      </div>
      {mayManage ? (
        <div className={css["acts"]}>
          <Button isBusy={making.isPending} onClick={() => making.mutate()}>
            {t(making.isPending ? "clippings.making" : "clippings.make")}
          </Button>
          <LinkButton kind="ghost" to={`/kliping/atur/${plan.id}`}>
            {t("clippings.change")}
          </LinkButton>
        </div>
      ) : null}
    </li>
  );
}

function Made() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const query = useClippings();
  return (
    <QueryView query={query} rows={3}>
      {({ items }) =>
        items.length === 0 ? null : (
          <RuledSection title={t("clippings.made")}>
            <ul className={css["made"]}>
              {items.map((clipping) => (
                <li key={clipping.id}>
                  <h3>
                    <DeskLink to={`/kliping/${clipping.id}`}>
                      {clipping.name}, <TimeText at={clipping.until} look="dateTime" />
                    </DeskLink>
                  </h3>
                  <p>
                    {clipping.mentions === 0
                      ? t("clippings.nothing")
                      : t(clipping.form === "brief" ? "clippings.brief_sums" : "clippings.sums", {
                          stories: format.whole(clipping.stories),
                          mentions: format.whole(clipping.mentions),
                        })}
                  </p>
                  <ClippingStateLine clipping={clipping} />
                </li>
              ))}
            </ul>
          </RuledSection>
        )
      }
    </QueryView>
  );
}
