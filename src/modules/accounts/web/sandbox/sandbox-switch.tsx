import { Switch } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { SettingLine } from "#web/kit/form.tsx";
import { accounts } from "../accounts-api.ts";
import css from "./sandbox.module.css";

/** The switch that sends everything outgoing to the desk's own practice network. */
export function SandboxSwitch() {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const { data } = useQuery(accounts.queries.getSandbox.queryOptions());
  const [isAsking, setAsking] = useState(false);
  const isOn = data?.isOn === true;
  const turn = async () => {
    await accounts.client.updateSandbox({ isOn: !isOn });
    await queries.invalidateQueries({ queryKey: accounts.queries.key() });
  };
  return (
    <section className={css["switch"]} aria-label={t("sandbox.name")}>
      <SettingLine label={t("sandbox.name")} help={t("sandbox.help")}>
        <Switch aria-label={t("sandbox.name")} checked={isOn} onChange={() => setAsking(true)} />
      </SettingLine>
      <ConfirmDialog
        isOpen={isAsking}
        title={isOn ? t("sandbox.ask_off") : t("sandbox.ask_on")}
        act={isOn ? t("sandbox.turn_off") : t("sandbox.turn_on")}
        onConfirm={turn}
        onClose={() => setAsking(false)}
      >
        {isOn ? t("sandbox.then_off") : t("sandbox.then_on")}
      </ConfirmDialog>
    </section>
  );
}
