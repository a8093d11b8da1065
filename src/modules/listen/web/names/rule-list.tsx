import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { EntityRule } from "../../contract/entity-rules.ts";
import css from "./rule-list.module.css";
import { RuleSentence } from "./rule-sentence.tsx";

/** The rules in their order, each a sentence; `fired` are those that hold in the text that is being tried. */
export function RuleList({
  rules,
  fired,
  mayManage,
  onEdit,
  onRemove,
}: {
  rules: readonly EntityRule[];
  fired: ReadonlySet<string>;
  mayManage: boolean;
  onEdit: (rule: EntityRule) => void;
  onRemove: (id: string) => Promise<void>;
}) {
  const { t } = useTranslation("listen");
  const [asked, setAsked] = useState<EntityRule>();
  return (
    <>
      <ol className={css["list"]} aria-label={t("names.rules")}>
        {rules.map((rule) => (
          <li key={rule.id} id={rule.id} data-fired={fired.has(rule.id) || undefined}>
            <p>
              <RuleSentence rule={rule} />
              {fired.has(rule.id) ? <span className={css["fired"]}>{t("names.fired")}</span> : null}
            </p>
            {mayManage ? (
              <div className={css["acts"]}>
                <Button
                  size="small"
                  aria-label={t("names.edit_of", { name: rule.name })}
                  onClick={() => onEdit(rule)}
                >
                  {t("names.edit")}
                </Button>
                <Button
                  size="small"
                  kind="ghost"
                  aria-label={t("names.remove_of", { name: rule.name })}
                  onClick={() => setAsked(rule)}
                >
                  {t("names.remove")}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t("names.remove_ask", { name: asked?.name ?? "" })}
        act={t("names.remove_act")}
        isDangerous
        onConfirm={async () => {
          if (asked === undefined) return;
          await onRemove(asked.id);
          showToast({ text: t("names.removed", { name: asked.name }) });
        }}
        onClose={() => setAsked(undefined)}
      >
        {t("names.remove_consequence")}
      </ConfirmDialog>
    </>
  );
}
