import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { CopyField } from "#web/kit/copy-field.tsx";
import { type Column, DataTable } from "#web/kit/data-table.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Delivery } from "../../contract/webhooks.ts";
import { accounts } from "../accounts-api.ts";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { isRefused, Verdict } from "./delivery-verdict.tsx";
import css from "./webhooks.module.css";

const shownDeliveries = 100;

/** Kiriman webhook: what networks brought to our door, what became of it, and where they are to bring it. */
export default function WebhooksPage() {
  const { t } = useTranslation("accounts");
  const [opened, setOpened] = useState<Delivery>();
  const list = useQuery(
    accounts.queries.listDeliveries.queryOptions({
      input: { limit: shownDeliveries },
      refetchInterval: 10_000,
    }),
  );
  const refused = list.data?.items.filter(({ verdict }) => isRefused(verdict)).length ?? 0;
  const count = list.data?.items.length ?? 0;
  return (
    <Page title={t("nav.webhooks")} deck={count === 0 ? undefined : t("deliveries.deck", { count, refused })}>
      <QueryView query={list} rows={4}>
        {({ items, doors }) => (
          <>
            {items.length === 0 ? (
              <EmptyState
                title={t("deliveries.empty")}
                actions={
                  doors.length === 0 ? <Link to="/akun-resmi">{t("deliveries.connect")}</Link> : undefined
                }
              >
                {doors.length === 0 ? t("deliveries.empty_no_account") : t("deliveries.empty_more")}
              </EmptyState>
            ) : (
              <Deliveries items={items} onOpen={setOpened} />
            )}
            {doors.length === 0 ? null : (
              <RuledSection title={t("doors.title")}>
                <p className={css["about"]}>{t("doors.about")}</p>
                <ul className={css["doors"]}>
                  {doors.map((door) => (
                    <li key={door.accountId}>
                      <CopyField label={door.accountHandle} value={door.address} />
                      <p>
                        {door.lastAt === null ? t("doors.never") : t("doors.last")}{" "}
                        {door.lastAt === null ? null : <TimeText at={door.lastAt} look="ago" />}
                      </p>
                    </li>
                  ))}
                </ul>
              </RuledSection>
            )}
          </>
        )}
      </QueryView>
      <DeliveryDrawer delivery={opened} onClose={() => setOpened(undefined)} />
    </Page>
  );
}

function Deliveries({ items, onOpen }: { items: readonly Delivery[]; onOpen: (delivery: Delivery) => void }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const columns: Column<Delivery>[] = [
    {
      key: "at",
      title: t("deliveries.at"),
      value: ({ receivedAt }) => <TimeText at={receivedAt} look="seconds" />,
    },
    {
      key: "account",
      title: t("deliveries.account"),
      value: ({ accountHandle }) => accountHandle,
    },
    { key: "verdict", title: t("deliveries.verdict"), value: (one) => <Verdict delivery={one} /> },
    {
      key: "repeats",
      title: t("deliveries.repeats"),
      align: "right",
      value: ({ repeats }) => format.whole(repeats + 1),
    },
    {
      key: "act",
      title: t("deliveries.act"),
      isTitleHidden: true,
      onPhone: "bare",
      value: (one) => (
        <Button size="small" onClick={() => onOpen(one)}>
          {t("deliveries.open")}
        </Button>
      ),
    },
  ];
  return <DataTable label={t("nav.webhooks")} columns={columns} rows={items} rowKey={({ id }) => id} />;
}
