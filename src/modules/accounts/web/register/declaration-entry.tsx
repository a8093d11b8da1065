import { IconAlertTriangle, IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Declaration } from "../../contract/register.ts";
import { accounts } from "../accounts-api.ts";
import { useSentence } from "../list/use-sentence.ts";
import css from "./register.module.css";

/** One account of the register: what it is for, who answers for it, and whether its recovery has been checked. */
export function DeclarationEntry({
  declaration,
  onChange,
}: {
  declaration: Declaration;
  /** Without it the entry is history. */
  onChange?: () => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const mayManage = useMay("accounts.manage");
  const { shownHandle, url, networkName, role, disclosure } = declaration;
  return (
    <article className={css["entry"]} aria-labelledby={`declaration-${declaration.id}`}>
      <header>
        <p>
          {say(networkName)} · {t(`register.role.${role}`)}
        </p>
        <h3 id={`declaration-${declaration.id}`}>
          {url === null ? shownHandle : <a href={url}>{shownHandle}</a>}
        </h3>
      </header>
      <Marks declaration={declaration} />
      <p>{disclosure}</p>
      <Keepers declaration={declaration} />
      <p className={css["soft"]}>
        {t("register.declared_by", { name: declaration.declaredByName })}{" "}
        <TimeText at={declaration.declaredAt} look="date" />
        {declaration.withdrawnAt === null ? null : (
          <>
            {" · "}
            {t("register.withdrawn_by", { name: declaration.withdrawnByName ?? "" })}{" "}
            <TimeText at={declaration.withdrawnAt} look="date" />
          </>
        )}
      </p>
      {mayManage && onChange !== undefined ? <Acts declaration={declaration} onChange={onChange} /> : null}
    </article>
  );
}

function Marks({ declaration }: { declaration: Declaration }) {
  const { t } = useTranslation("accounts");
  const { withdrawnAt, accountId, isForTrying, isRecoveryDue } = declaration;
  if (withdrawnAt !== null) return null;
  return (
    <div className={css["marks"]}>
      <Chip kind="toska" icon={<IconRosetteDiscountCheck size={14} stroke={1.75} aria-hidden="true" />}>
        {t("register.official")}
      </Chip>
      <Chip>{t(accountId === null ? "register.elsewhere" : "register.connected")}</Chip>
      {isForTrying ? <Chip>{t("register.for_trying")}</Chip> : null}
      {isRecoveryDue ? (
        <Chip kind="brass" icon={<IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />}>
          {t("register.recovery_due")}
        </Chip>
      ) : null}
    </div>
  );
}

function Keepers({ declaration: { owner, backup, recoveryCheckedOn } }: { declaration: Declaration }) {
  const { t } = useTranslation("accounts");
  const named = ({ name, isMember }: Declaration["owner"]): string =>
    isMember ? name : t("register.left", { name });
  return (
    <dl className={css["facts"]}>
      <div>
        <dt>{t("register.owner")}</dt>
        <dd>{named(owner)}</dd>
      </div>
      <div>
        <dt>{t("register.backup")}</dt>
        <dd>{backup === null ? t("register.no_backup") : named(backup)}</dd>
      </div>
      <div>
        <dt>{t("register.recovery")}</dt>
        <dd>
          {recoveryCheckedOn === null ? (
            t("register.never")
          ) : (
            <TimeText at={`${recoveryCheckedOn}T05:00:00Z`} look="date" />
          )}
        </dd>
      </div>
    </dl>
  );
}

function Acts({ declaration, onChange }: { declaration: Declaration; onChange: () => void }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const [isLeaving, setLeaving] = useState(false);
  const withdraw = async () => {
    await accounts.client.register.withdrawDeclaration({ id: declaration.id });
    showToast({ text: t("register.withdrawn_done") });
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
  };
  return (
    <footer>
      <Button size="small" onClick={onChange}>
        {t("register.change")}
      </Button>
      <Button kind="ghost" size="small" onClick={() => setLeaving(true)}>
        {t("register.withdraw")}
      </Button>
      <ConfirmDialog
        isOpen={isLeaving}
        isDangerous
        title={t("register.withdraw_title", { handle: declaration.shownHandle })}
        act={t("register.withdraw")}
        onConfirm={withdraw}
        onClose={() => setLeaving(false)}
      >
        {t("register.withdraw_text")}
      </ConfirmDialog>
    </footer>
  );
}
