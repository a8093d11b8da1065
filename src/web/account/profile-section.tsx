import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#platform/contract/session.ts";
import { meQuery, platform } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { Form, FormActs, SettingLine } from "../kit/form.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { Segmented } from "../kit/segmented.tsx";
import { showToast } from "../kit/toasts.tsx";
import { useChangeLocale } from "../shell/use-change-locale.ts";

/** Name and language. */
export function ProfileSection({ me }: { me: Me }) {
  const { t, i18n } = useTranslation("desk");
  const queries = useQueryClient();
  const changeLocale = useChangeLocale();
  const [name, setName] = useState(me.name);
  const save = useMutation({
    mutationFn: () => platform.client.session.updateMe({ name }),
    onSuccess: (changed) => {
      queries.setQueryData(meQuery.queryKey, changed);
      showToast({ text: t("account.saved") });
    },
  });
  return (
    <RuledSection title={t("account.profile")}>
      <Form onSubmit={() => save.mutate()}>
        <TextInput
          label={t("field.name")}
          description={t("account.name_help")}
          autoComplete="name"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <FormActs>
          <Button
            type="submit"
            isBusy={save.isPending}
            disabled={name.trim() === me.name || name.trim() === ""}
          >
            {t("account.save_name")}
          </Button>
          {name.trim() === me.name ? <small>{t("account.unchanged")}</small> : null}
        </FormActs>
      </Form>
      <SettingLine label={t("account.language")} help={t("account.language_help")}>
        <Segmented
          label={t("account.language")}
          value={i18n.language === "en" ? "en" : "id"}
          options={[
            { value: "id", label: <span lang="id">Indonesia</span> },
            { value: "en", label: <span lang="en">English</span> },
          ]}
          onChange={changeLocale}
        />
      </SettingLine>
    </RuledSection>
  );
}
