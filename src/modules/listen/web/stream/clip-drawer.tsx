import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { SideDrawer } from "#web/kit/side-drawer.tsx";
import { listen } from "../listen-api.ts";
import css from "./clip-drawer.module.css";
import { type ClipFields, emptyClip } from "./clip-fields.ts";
import { ClipForm } from "./clip-form.tsx";

/** Adding a clip by hand: an address that is read first, or everything typed. */
export function ClipDrawer({
  isOpen,
  onClose,
  onStored,
}: {
  isOpen: boolean;
  onClose: () => void;
  onStored: (id: string) => void;
}) {
  const { t } = useTranslation("listen");
  return (
    <SideDrawer isOpen={isOpen} onClose={onClose} size={560} title={t("clip.title")}>
      <ClipSteps
        onStored={(id) => {
          onClose();
          onStored(id);
        }}
      />
    </SideDrawer>
  );
}

function ClipSteps({ onStored }: { onStored: (id: string) => void }) {
  const { t } = useTranslation("listen");
  const [way, setWay] = useState<"address" | "typed">("address");
  const [fields, setFields] = useState<ClipFields>();
  const shown = way === "typed" ? (fields ?? emptyClip) : fields;
  return (
    <div className={css["steps"]}>
      <Segmented
        label={t("clip.way")}
        value={way}
        options={[
          { value: "address", label: t("clip.from_address") },
          { value: "typed", label: t("clip.typed") },
        ]}
        onChange={(next) => {
          setWay(next);
          setFields(undefined);
        }}
      />
      {way === "address" ? <AddressStep onRead={setFields} onOpen={onStored} /> : null}
      {shown === undefined ? null : (
        <ClipForm key={`${way} ${shown.url}`} initial={shown} onStored={onStored} />
      )}
    </div>
  );
}

function AddressStep({
  onRead,
  onOpen,
}: {
  onRead: (fields: ClipFields) => void;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation("listen");
  const [url, setUrl] = useState("");
  const preview = useMutation(
    listen.queries.clips.previewClip.mutationOptions({
      onSuccess: (found) => {
        if (found.existingMentionId === null) onRead({ ...emptyClip, ...found, channel: "news" });
      },
    }),
  );
  const known = preview.data?.existingMentionId ?? null;
  return (
    <Form onSubmit={() => preview.mutate({ url: url.trim() })}>
      <TextInput
        type="url"
        label={t("clip.address")}
        description={t("clip.address_help")}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        required
        data-autofocus
      />
      {known === null ? null : (
        <Note
          kind="brass"
          title={t("clip.known")}
          actions={
            <Button size="small" onClick={() => onOpen(known)}>
              {t("clip.open_known")}
            </Button>
          }
        />
      )}
      {preview.isError ? <ErrorNote error={preview.error} unchanged={t("clip.nothing_stored")} /> : null}
      <FormActs>
        <Button
          type="submit"
          kind={preview.isSuccess ? "plain" : "primary"}
          isBusy={preview.isPending}
          disabled={url.trim() === ""}
        >
          {t("clip.read_address")}
        </Button>
      </FormActs>
    </Form>
  );
}
