import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiKey } from "#platform/contract/workspaces.ts";
import { platform } from "../api/session.ts";
import { Button, LinkButton } from "../kit/button.tsx";
import { ConfirmDialog } from "../kit/confirm-dialog.tsx";
import { CopyField } from "../kit/copy-field.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { EmptyState } from "../kit/empty-state.tsx";
import { Note } from "../kit/note.tsx";
import { Page } from "../kit/page.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { CreateKeyForm } from "./create-key-form.tsx";
import css from "./settings-content.module.css";

/** Kunci API: keys for other programs, each with its scopes; the secret is shown once. */
export default function KeysPage() {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const keys = useQuery(platform.queries.keys.listApiKeys.queryOptions());
  const [made, setMade] = useState<ApiKey & { secret: string }>();
  const [leaving, setLeaving] = useState<ApiKey>();
  const refresh = () => queries.invalidateQueries({ queryKey: platform.queries.keys.key() });
  return (
    <Page
      title={t("settings.keys.title")}
      deck={t("settings.keys.about")}
      aside={<LinkButton href="/api/reference">{t("keys_page.reference")}</LinkButton>}
      width="text"
    >
      <div className={css["sections"]}>
        <RuledSection title={t("keys_page.in_use")}>
          <QueryView query={keys} rows={2}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState level={3} title={t("keys_page.none")}>
                  {t("keys_page.none_text")}
                </EmptyState>
              ) : (
                <KeyTable keys={items} onRevoke={setLeaving} />
              )
            }
          </QueryView>
        </RuledSection>
        <RuledSection title={t("keys_page.new")}>
          {made === undefined ? (
            <CreateKeyForm
              onMade={(key) => {
                setMade(key);
                void refresh();
              }}
            />
          ) : (
            <Note
              kind="toska"
              isAlert
              title={t("keys_page.made", { name: made.name })}
              actions={<Button onClick={() => setMade(undefined)}>{t("keys_page.kept")}</Button>}
            >
              <CopyField
                label={t("keys_page.secret")}
                help={t("keys_page.secret_help")}
                value={made.secret}
              />
            </Note>
          )}
        </RuledSection>
      </div>
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={t("keys_page.revoke_title", { name: leaving?.name ?? "" })}
        act={t("keys_page.revoke_act")}
        isDangerous
        onConfirm={async () => {
          if (leaving !== undefined) await platform.client.keys.revokeApiKey({ id: leaving.id });
          await refresh();
        }}
        onClose={() => setLeaving(undefined)}
      >
        {t("keys_page.revoke_text")}
      </ConfirmDialog>
    </Page>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const { t } = useTranslation("desk");
  return (
    <DataTable
      label={t("keys_page.in_use")}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        {
          key: "name",
          title: t("field.name"),
          sort: (key) => key.name,
          value: (key) => (
            <>
              {key.name}
              <span className={css["second"]}>
                <code>{key.start}…</code> · {t("keys_page.by", { name: key.createdBy })}
              </span>
            </>
          ),
        },
        {
          key: "scopes",
          title: t("keys_page.scopes"),
          value: (key) => key.scopes.map((scope) => t(`permission.${scope.replace(".", "_")}`)).join("; "),
        },
        {
          key: "used",
          title: t("keys_page.used"),
          sort: (key) => key.lastUsedAt,
          value: (key) =>
            key.lastUsedAt === null ? t("members.never") : <TimeText at={key.lastUsedAt} look="ago" />,
        },
        {
          key: "until",
          title: t("keys_page.until"),
          sort: (key) => key.expiresAt,
          value: (key) =>
            key.expiresAt === null ? t("keys_page.for_ever") : <TimeText at={key.expiresAt} look="date" />,
        },
        {
          key: "acts",
          title: t("field.acts"),
          isTitleHidden: true,
          align: "right",
          onPhone: "bare",
          value: (key) => (
            <Button size="small" onClick={() => onRevoke(key)}>
              {t("keys_page.revoke")}
            </Button>
          ),
        },
      ]}
    />
  );
}
