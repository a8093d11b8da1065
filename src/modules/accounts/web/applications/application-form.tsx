import { Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { useNow } from "#web/desk-clock.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { accounts } from "../accounts-api.ts";
import css from "../list/accounts.module.css";

/** For who asked a network for access and has no answer yet: the desk remembers, and reminds. */
export function ApplicationForm({ network, onDone }: { network: string; onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const today = useFormat().isoDay(useNow(60_000));
  const [askedOn, setAskedOn] = useState(today);
  const [note, setNote] = useState("");
  const keep = useMutation({
    mutationFn: () => accounts.client.keepApplication({ network, askedOn, note }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: accounts.queries.listApplications.key() });
      showToast({ text: t("applications.kept") });
      onDone();
    },
  });
  const problem = isProblem(keep.error) ? keep.error : undefined;
  return (
    <details className={css["what"]}>
      <summary>{t("applications.title")}</summary>
      <Form label={t("applications.title")} onSubmit={() => keep.mutate()}>
        <p>{t("applications.about")}</p>
        <TextInput
          type="date"
          required
          label={t("applications.asked_on")}
          max={today}
          value={askedOn}
          error={problem?.faultOf("askedOn")}
          onChange={({ currentTarget }) => setAskedOn(currentTarget.value)}
        />
        <Textarea
          label={t("applications.note")}
          description={t("applications.note_hint")}
          autosize
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {keep.isError ? <ErrorNote error={keep.error} /> : null}
        <FormActs>
          <Button type="submit" size="small" isBusy={keep.isPending}>
            {t("applications.keep")}
          </Button>
        </FormActs>
      </Form>
    </details>
  );
}
