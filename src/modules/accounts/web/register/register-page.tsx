import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { CopyField } from "#web/kit/copy-field.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import type { Declaration } from "../../contract/register.ts";
import { accounts } from "../accounts-api.ts";
import { FeedsSection } from "../feeds/feeds-section.tsx";
import { DeclarationEntry } from "./declaration-entry.tsx";
import { DeclareForm } from "./declare-form.tsx";
import css from "./register.module.css";

/** Register: the accounts that speak for the office, who answers for them, and where citizens check them. */
export default function RegisterPage() {
  const { t } = useTranslation("accounts");
  const mayManage = useMay("accounts.manage");
  const list = useQuery(accounts.queries.register.listDeclarations.queryOptions());
  const [opened, setOpened] = useState<Declaration | "new">();
  const items = list.data?.items ?? [];
  const standing = items.filter(({ withdrawnAt }) => withdrawnAt === null);
  const due = standing.filter(({ isRecoveryDue }) => isRecoveryDue).length;
  const declare = (
    <Button kind="primary" onClick={() => setOpened("new")}>
      {t("register.declare")}
    </Button>
  );
  return (
    <Page
      title={t("nav.register")}
      deck={standing.length === 0 ? undefined : t("register.deck", { count: standing.length })}
      aside={mayManage && standing.length > 0 ? declare : undefined}
    >
      {due === 0 ? null : (
        <Note kind="brass" title={t("register.due_title", { count: due })}>
          {t("register.due_text")}
        </Note>
      )}
      <QueryView query={list} rows={4}>
        {({ page, document }) => (
          <div className={css["sections"]}>
            {standing.length === 0 ? (
              <EmptyState title={t("register.empty_title")} actions={mayManage ? declare : undefined}>
                {t("register.empty_text")}
              </EmptyState>
            ) : (
              <div className={css["entries"]}>
                {standing.map((declaration) => (
                  <DeclarationEntry
                    key={declaration.id}
                    declaration={declaration}
                    onChange={() => setOpened(declaration)}
                  />
                ))}
              </div>
            )}
            <RuledSection title={t("register.public_title")} deck={t("register.public_text")}>
              <div className={css["addresses"]}>
                <CopyField label={t("register.page")} value={page} />
                <CopyField label={t("register.document")} value={document} />
                <a href={page}>{t("register.open_page")}</a>
              </div>
            </RuledSection>
            {standing.length === 0 ? null : <FeedsSection />}
            {items.length === standing.length ? null : (
              <RuledSection title={t("register.withdrawn_title")}>
                <div className={css["entries"]}>
                  {items
                    .filter(({ withdrawnAt }) => withdrawnAt !== null)
                    .map((declaration) => (
                      <DeclarationEntry key={declaration.id} declaration={declaration} />
                    ))}
                </div>
              </RuledSection>
            )}
          </div>
        )}
      </QueryView>
      <SideDrawer
        isOpen={opened !== undefined}
        onClose={() => setOpened(undefined)}
        size={560}
        title={opened === "new" ? t("register.declare") : t("register.change")}
      >
        {opened === undefined ? null : (
          <DeclareForm
            key={opened === "new" ? "new" : opened.id}
            declaration={opened === "new" ? undefined : opened}
            taken={standing}
            onDone={() => setOpened(undefined)}
          />
        )}
      </SideDrawer>
    </Page>
  );
}
