import { TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addPasskey, canUsePasskeys, listPasskeys, type Passkey, removePasskey } from "../api/auth.ts";
import { Button } from "../kit/button.tsx";
import { ConfirmDialog } from "../kit/confirm-dialog.tsx";
import { Form, FormActs, SettingLine } from "../kit/form.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { showToast } from "../kit/toasts.tsx";
import { SignInFailure } from "../sign-in/sign-in-failure.tsx";

const passkeysKey = ["auth", "passkeys"];

/** Passkeys: sign in with the fingerprint, face or PIN of a device instead of the password. */
export function PasskeySection() {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const passkeys = useQuery({ queryKey: passkeysKey, queryFn: listPasskeys });
  const [isAdding, setAdding] = useState(false);
  const [name, setName] = useState("");
  const [leaving, setLeaving] = useState<Passkey>();
  const refresh = () => queries.invalidateQueries({ queryKey: passkeysKey });
  const add = useMutation({
    mutationFn: () => addPasskey(name.trim()),
    onSuccess: async () => {
      setAdding(false);
      setName("");
      await refresh();
      showToast({ text: t("passkey.added") });
    },
  });
  return (
    <RuledSection title={t("passkey.title")} deck={t("passkey.about")}>
      <QueryView query={passkeys} rows={1}>
        {(list) =>
          list.map((one) => (
            <SettingLine
              key={one.id}
              label={one.name ?? t("passkey.unnamed")}
              help={
                typeof one.createdAt === "string" ? (
                  <>
                    {t("passkey.since")} <TimeText at={one.createdAt} look="date" />
                  </>
                ) : undefined
              }
            >
              <Button size="small" onClick={() => setLeaving(one)}>
                {t("passkey.remove")}
              </Button>
            </SettingLine>
          ))
        }
      </QueryView>
      {!canUsePasskeys() ? (
        <p>{t("passkey.unsupported")}</p>
      ) : isAdding ? (
        <Form onSubmit={() => add.mutate()}>
          <TextInput
            label={t("passkey.name")}
            description={t("passkey.name_help")}
            autoFocus
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SignInFailure error={add.error} />
          <FormActs>
            <Button kind="primary" type="submit" isBusy={add.isPending}>
              {t("passkey.add")}
            </Button>
            <Button kind="ghost" onClick={() => setAdding(false)}>
              {t("act.cancel")}
            </Button>
          </FormActs>
        </Form>
      ) : (
        <FormActs>
          <Button onClick={() => setAdding(true)}>{t("passkey.add")}</Button>
        </FormActs>
      )}
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={t("passkey.remove_title", { name: leaving?.name ?? t("passkey.unnamed") })}
        act={t("passkey.remove")}
        isDangerous
        onConfirm={async () => {
          if (leaving !== undefined) await removePasskey(leaving.id);
          await refresh();
        }}
        onClose={() => setLeaving(undefined)}
      >
        {t("passkey.remove_text")}
      </ConfirmDialog>
    </RuledSection>
  );
}
