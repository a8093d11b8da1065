import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { CopyField } from "#web/kit/copy-field.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { useAlertActs } from "./use-alerts.ts";

/** Adds a webhook, whose secret is shown this once, or a Telegram chat. */
export function AddReceiver({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("listen");
  const acts = useAlertActs();
  const [kind, setKind] = useState<"webhook" | "telegram">("webhook");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [token, setToken] = useState("");
  const [secret, setSecret] = useState<string>();
  const [error, setError] = useState<unknown>();
  const add = async () => {
    try {
      const made = await acts.addReceiver(
        kind === "webhook" ? { kind, name, address } : { kind, name, address, token },
      );
      if (made.secret === null) onClose();
      else setSecret(made.secret);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Dialog isOpen title={t("alert_settings.add_receiver")} onClose={onClose}>
      {secret === undefined ? (
        <Form onSubmit={() => void add()} label={t("alert_settings.add_receiver")}>
          <Segmented
            label={t("alert_settings.kind")}
            value={kind}
            options={(["webhook", "telegram"] as const).map((value) => ({
              value,
              label: t(`alert_settings.kinds.${value}`),
            }))}
            onChange={setKind}
          />
          <p>{t(`alert_settings.about.${kind}`)}</p>
          <TextInput
            label={t("alert_settings.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t(`alert_settings.address.${kind}`)}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          {kind === "telegram" ? (
            <TextInput
              label={t("alert_settings.token")}
              type="password"
              autoComplete="off"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
            />
          ) : null}
          {error === undefined ? null : <ErrorNote error={error} />}
          <FormActs>
            <Button kind="primary" type="submit">
              {t("alert_settings.add")}
            </Button>
          </FormActs>
        </Form>
      ) : (
        <Form onSubmit={onClose}>
          <CopyField
            label={t("alert_settings.secret")}
            value={secret}
            help={t("alert_settings.secret_help")}
          />
          <FormActs>
            <Button kind="primary" type="submit">
              {t("alert_settings.secret_kept")}
            </Button>
          </FormActs>
        </Form>
      )}
    </Dialog>
  );
}
