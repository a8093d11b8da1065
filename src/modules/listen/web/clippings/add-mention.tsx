import { NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Clipping } from "../../contract/clipping.ts";
import { useClippingActs } from "./use-clippings.ts";

const idIn = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Adds a mention to a draft by its address in the desk, at the end of a section. */
export function AddMention({ clipping }: { clipping: Clipping }) {
  const { t } = useTranslation("listen");
  const { add } = useClippingActs();
  const [address, setAddress] = useState("");
  const [section, setSection] = useState(clipping.sections[0]?.key ?? "");
  const [isWrong, setWrong] = useState(false);
  const adding = useMutation({
    mutationFn: (mentionId: string) => add(clipping, mentionId, section),
    onSuccess: () => setAddress(""),
  });
  if (clipping.sections.length === 0) return null;
  return (
    <RuledSection title={t("clippings.add.title")}>
      <Form
        label={t("clippings.add.title")}
        onSubmit={() => {
          const id = idIn.exec(address)?.[0]?.toLowerCase();
          setWrong(id === undefined);
          if (id !== undefined) adding.mutate(id);
        }}
      >
        <TextInput
          label={t("clippings.add.address")}
          description={t("clippings.add.help")}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={isWrong ? t("clippings.add.wrong") : undefined}
        />
        <NativeSelect
          label={t("clippings.add.section")}
          value={section}
          data={clipping.sections.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={(event) => setSection(event.currentTarget.value)}
        />
        {adding.error === null ? null : <ErrorNote error={adding.error} />}
        <FormActs>
          <Button type="submit" isBusy={adding.isPending}>
            {t("clippings.add.act")}
          </Button>
        </FormActs>
      </Form>
    </RuledSection>
  );
}
