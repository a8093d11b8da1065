import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { accounts } from "../accounts-api.ts";

/** Asks why before a hold, or every hold, is lifted. */
export function LiftDialog({ id, onClose }: { id?: string; onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const lift = async (): Promise<void> => {
    if (id === undefined) await accounts.client.liftHolds({ reason });
    else await accounts.client.liftHold({ id, reason });
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
  };
  return (
    <ConfirmDialog
      isOpen
      title={id === undefined ? t("hold.ask_lift_all") : t("hold.ask_lift")}
      act={id === undefined ? t("hold.lift_all") : t("hold.lift")}
      onConfirm={lift}
      onClose={onClose}
    >
      <p>{t("hold.then_lift")}</p>
      <TextInput
        label={t("hold.lift_reason")}
        required
        minLength={3}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
