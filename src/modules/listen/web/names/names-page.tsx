import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { EntityRule, EntityRuleDraft } from "../../contract/entity-rules.ts";
import { EngineTabs } from "../analysis/engine-tabs.tsx";
import css from "./names-page.module.css";
import { OldReadings } from "./old-readings.tsx";
import { emptyRule, exampleRules, exampleTexts } from "./rule-examples.ts";
import { RuleForm } from "./rule-form.tsx";
import { RuleList } from "./rule-list.tsx";
import { RuleTrial } from "./rule-trial.tsx";
import { useEntityRules } from "./use-entity-rules.ts";
import { useRuleTrial } from "./use-rule-trial.ts";

/** Arti nama: what a name means in this office by the words near it, and a text to try it with. */
export default function NamesPage() {
  const { t } = useTranslation("listen");
  const mayManage = useMay("settings.manage");
  const { query, save, move, remove } = useEntityRules();
  const [text, setText] = useState("");
  const trial = useRuleTrial(text);
  /** The rule that is being written: a new one, or one of the list. */
  const [written, setWritten] = useState<EntityRuleDraft | EntityRule>();
  const id = written !== undefined && "id" in written ? written.id : undefined;
  const example = useMutation({
    mutationFn: async () => {
      for (const rule of exampleRules) await save(rule);
    },
    onMutate: () => setText(exampleTexts[0].text),
  });
  const addButton = (
    <Button kind="primary" onClick={() => setWritten(emptyRule)}>
      {t("names.add")}
    </Button>
  );
  return (
    <Page title={t("names.title")} deck={t("names.deck")}>
      <EngineTabs />
      <div className={css["sections"]}>
        <QueryView query={query}>
          {({ items }) => (
            <>
              {items.length === 0 ? (
                <EmptyState
                  title={t("names.empty_title")}
                  actions={
                    mayManage ? (
                      <>
                        <Button kind="primary" isBusy={example.isPending} onClick={() => example.mutate()}>
                          {t("names.use_example")}
                        </Button>
                        <Button onClick={() => setWritten(emptyRule)}>{t("names.add")}</Button>
                      </>
                    ) : undefined
                  }
                >
                  {t("names.empty")} {mayManage ? null : t("engine.may_not")}
                </EmptyState>
              ) : (
                <RuledSection
                  title={t("names.rules")}
                  deck={t("names.rules_help")}
                  aside={mayManage ? addButton : t("engine.may_not")}
                >
                  <RuleList
                    rules={items}
                    fired={trial.fired}
                    mayManage={mayManage}
                    onEdit={setWritten}
                    onRemove={remove}
                    onMove={move}
                  />
                </RuledSection>
              )}
              {example.error === null ? null : <ErrorNote error={example.error} />}
              <OldReadings mayManage={mayManage} />
              {items.length === 0 ? null : (
                <RuleTrial text={text} onText={setText} rules={items} trial={trial} />
              )}
            </>
          )}
        </QueryView>
      </div>
      <Dialog
        isOpen={written !== undefined}
        title={t(id === undefined ? "names.add_title" : "names.edit_title")}
        size="lg"
        onClose={() => setWritten(undefined)}
      >
        {written === undefined ? null : (
          <RuleForm
            rule={written}
            onSave={async (draft) => {
              await save(draft, id);
              showToast({ text: t("names.saved", { name: draft.name }) });
            }}
            onClose={() => setWritten(undefined)}
          />
        )}
      </Dialog>
    </Page>
  );
}
