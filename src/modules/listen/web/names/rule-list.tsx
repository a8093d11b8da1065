import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { EntityRule } from "../../contract/entity-rules.ts";
import { nearestRival } from "../../contract/rule-order.ts";
import css from "./rule-list.module.css";
import { RuleSentence } from "./rule-sentence.tsx";

/** The rules in their order, each a sentence; `fired` are those that hold in the text that is being tried. */
export function RuleList({
  rules,
  fired,
  mayManage,
  onEdit,
  onRemove,
  onMove,
}: {
  rules: readonly EntityRule[];
  fired: ReadonlySet<string>;
  mayManage: boolean;
  onEdit: (rule: EntityRule) => void;
  onRemove: (id: string) => Promise<void>;
  onMove: (id: string, direction: "up" | "down") => Promise<void>;
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
                <MoveButtons rule={rule} rules={rules} onMove={onMove} />
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

const directions = [
  { direction: "up", Icon: IconArrowUp },
  { direction: "down", Icon: IconArrowDown },
] as const;

/** Up and down, for a rule whose turn matters: another one is about the same name. */
function MoveButtons({
  rule,
  rules,
  onMove,
}: {
  rule: EntityRule;
  rules: readonly EntityRule[];
  onMove: (id: string, direction: "up" | "down") => Promise<void>;
}) {
  const { t } = useTranslation("listen");
  const move = useMutation({
    mutationFn: (direction: "up" | "down") => onMove(rule.id, direction),
    onSuccess: (_, direction) => showToast({ text: t(`names.moved_${direction}`, { name: rule.name }) }),
    onError: () => showToast({ text: t("names.not_moved", { name: rule.name }) }),
  });
  const rivals = directions.map((one) => ({ ...one, rival: nearestRival(rules, rule.id, one.direction) }));
  if (rivals.every(({ rival }) => rival === undefined)) return null;
  // Both stay in place, so that the keyboard can press one again and again.
  return rivals.map(({ direction, Icon, rival }) => (
    <IconButton
      key={direction}
      size="small"
      aria-disabled={rival === undefined}
      label={
        rival === undefined
          ? t(`names.${direction}_not`, { name: rule.name })
          : t(`names.${direction}_past`, { name: rule.name, other: rival.name })
      }
      onClick={() => {
        if (rival !== undefined && !move.isPending) move.mutate(direction);
      }}
    >
      <Icon size={15} stroke={1.75} />
    </IconButton>
  ));
}
