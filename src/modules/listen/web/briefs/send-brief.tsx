import { MultiSelect, TagsInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { platform } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { BriefQuestion } from "../../contract/brief.ts";
import { useSendBrief } from "./use-brief.ts";

/** Sends the brief that is shown to members and other addresses, as it stands now. */
export function SendBrief({
  question,
  title,
  onClose,
}: {
  question: BriefQuestion;
  title: string;
  onClose: () => void;
}) {
  const { t } = useTranslation("listen");
  const navigate = useNavigate();
  const send = useSendBrief();
  const [name, setName] = useState(title);
  const [receiverIds, setReceivers] = useState<string[]>([]);
  const [addresses, setAddresses] = useState<string[]>([]);
  const members = useQuery(platform.queries.workspace.listMembers.queryOptions());
  const sending = useMutation({
    mutationFn: (isDraft: boolean) => send({ ...question, name, receiverIds, addresses, isDraft }),
    onSuccess: ({ id }, isDraft) => {
      showToast({ text: t(isDraft ? "briefs.drafted" : "briefs.sent") });
      void navigate({ to: `/kliping/${id}`, ...(isDraft ? { hash: "sunting" } : {}) });
    },
  });
  return (
    <Dialog isOpen title={t("briefs.send_title")} onClose={onClose}>
      <Form label={t("briefs.send_title")} onSubmit={() => sending.mutate(false)}>
        <TextInput
          label={t("briefs.name")}
          value={name}
          maxLength={80}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect
          label={t("clippings.form.members")}
          value={receiverIds}
          data={(members.data?.items ?? []).map((member) => ({ value: member.userId, label: member.name }))}
          onChange={setReceivers}
        />
        <TagsInput
          label={t("clippings.form.addresses")}
          description={t("clippings.form.addresses_help")}
          value={addresses}
          onChange={setAddresses}
          splitChars={[",", ";", " "]}
          acceptValueOnBlur
        />
        {sending.error === null ? null : <ErrorNote error={sending.error} />}
        <FormActs>
          <Button type="submit" kind="primary" isBusy={sending.isPending}>
            {t("briefs.send")}
          </Button>
          <Button
            isBusy={sending.isPending}
            disabled={name.trim() === ""}
            onClick={() => sending.mutate(true)}
          >
            {t("briefs.edit_first")}
          </Button>
          <Button onClick={onClose}>{t("clippings.cancel")}</Button>
        </FormActs>
      </Form>
    </Dialog>
  );
}
