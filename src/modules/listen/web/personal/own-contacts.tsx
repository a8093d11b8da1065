import { TextInput } from "@mantine/core";
import { IconPencil, IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, IconButton } from "#web/kit/button.tsx";
import { DataTable } from "#web/kit/data-table.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { mostOwnContacts, type OwnContact, type OwnContactSettings } from "../../contract/personal-data.ts";
import { listen } from "../listen-api.ts";
import css from "./personal-data-page.module.css";

/** Kontak kantor: numbers, addresses and accounts of the office itself, which are covered nowhere. */
export function OwnContacts() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayManage = useMay("settings.manage");
  const query = useQuery(listen.queries.personalData.listOwnContacts.queryOptions());
  const count = query.data?.items.length ?? 0;
  return (
    <RuledSection
      title={t("personal.contacts.title")}
      deck={t("personal.contacts.deck")}
      aside={
        count === 0
          ? undefined
          : t("personal.contacts.count", { count, number: format.whole(count), most: mostOwnContacts })
      }
    >
      <QueryView query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyState title={t("personal.contacts.empty_title")} level={3}>
                {t("personal.contacts.empty")} {mayManage ? null : t("personal.may_not")}
              </EmptyState>
            ) : (
              <>
                <ContactTable contacts={items} />
                <p className={css["kept"]}>{t("personal.contacts.kept_ones")}</p>
              </>
            )}
            {mayManage ? (
              <div className={css["add"]}>
                <AddContact />
              </div>
            ) : null}
          </>
        )}
      </QueryView>
    </RuledSection>
  );
}

/** Adds and removes; what is covered changes at once on every screen that shows mentions. */
function useContactActs() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: listen.queries.key() });
  return {
    add: useMutation({
      mutationFn: (wanted: OwnContactSettings) => listen.client.personalData.addOwnContact(wanted),
      onSettled,
    }),
    update: useMutation({
      mutationFn: (wanted: Pick<OwnContact, "id" | "note">) =>
        listen.client.personalData.updateOwnContact(wanted),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: (id: string) => listen.client.personalData.removeOwnContact({ id }),
      onSettled,
    }),
  };
}

function ContactTable({ contacts }: { contacts: readonly OwnContact[] }) {
  const { t } = useTranslation("listen");
  const mayManage = useMay("settings.manage");
  const { add, remove } = useContactActs();
  const [edited, setEdited] = useState<OwnContact>();
  const takeOff = ({ id, contact, note }: OwnContact) =>
    remove.mutate(id, {
      onSuccess: () =>
        showToast({
          text: t("personal.contacts.removed", { contact }),
          undo: () => add.mutate({ contact, note }),
        }),
    });
  const failure = remove.error ?? add.error;
  return (
    <>
      <DataTable
        label={t("personal.contacts.title")}
        rows={contacts}
        rowKey={({ id }) => id}
        columns={[
          { key: "contact", title: t("personal.contacts.contact"), value: ({ contact }) => contact },
          {
            key: "kind",
            title: t("personal.contacts.kind_title"),
            value: ({ kind }) => t(`personal.contacts.kind.${kind}`),
          },
          {
            key: "note",
            title: t("personal.contacts.note"),
            value: ({ note }) => (note === "" ? "–" : note),
          },
          ...(mayManage
            ? [
                {
                  key: "act",
                  title: t("personal.contacts.act"),
                  isTitleHidden: true,
                  align: "right" as const,
                  onPhone: "corner" as const,
                  value: (one: OwnContact) => (
                    <>
                      <IconButton
                        label={t("personal.contacts.edit", { contact: one.contact })}
                        onClick={() => setEdited(one)}
                      >
                        <IconPencil size={16} stroke={1.75} aria-hidden="true" />
                      </IconButton>
                      <IconButton
                        label={t("personal.contacts.remove", { contact: one.contact })}
                        onClick={() => takeOff(one)}
                      >
                        <IconX size={16} stroke={1.75} aria-hidden="true" />
                      </IconButton>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {failure === null ? null : <ErrorNote error={failure} />}
      {edited === undefined ? null : <EditNote contact={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

function EditNote({ contact: { id, contact, note }, onClose }: { contact: OwnContact; onClose: () => void }) {
  const { t } = useTranslation("listen");
  const { update } = useContactActs();
  const [words, setWords] = useState(note);
  const save = () => update.mutate({ id, note: words }, { onSuccess: onClose });
  return (
    <Dialog isOpen title={t("personal.contacts.edit_title", { contact })} onClose={onClose}>
      <Form label={t("personal.contacts.edit_title", { contact })} onSubmit={save}>
        <TextInput
          label={t("personal.contacts.note")}
          description={t("personal.contacts.note_help")}
          value={words}
          maxLength={120}
          data-autofocus
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {update.error === null ? null : <ErrorNote error={update.error} />}
        <FormActs>
          <Button type="submit" kind="primary" isBusy={update.isPending}>
            {t("personal.contacts.save_note")}
          </Button>
        </FormActs>
      </Form>
    </Dialog>
  );
}

function AddContact() {
  const { t } = useTranslation("listen");
  const { add } = useContactActs();
  const [contact, setContact] = useState("");
  const [note, setNote] = useState("");
  const problem = isProblem(add.error) ? add.error : undefined;
  const submit = () =>
    add.mutate(
      { contact, note },
      {
        onSuccess: (added) => {
          setContact("");
          setNote("");
          showToast({
            text: `${t("personal.contacts.added", { contact: added.contact })} ${t("personal.contacts.kept_ones")}`,
          });
        },
      },
    );
  return (
    <Form onSubmit={submit} label={t("personal.contacts.title")}>
      <TextInput
        label={t("personal.contacts.contact")}
        description={t("personal.contacts.contact_help")}
        value={contact}
        onChange={(event) => setContact(event.currentTarget.value)}
        error={problem?.faultOf("contact")}
        maxLength={254}
        autoComplete="off"
        required
      />
      <TextInput
        label={t("personal.contacts.note")}
        description={t("personal.contacts.note_help")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={problem?.faultOf("note")}
        maxLength={120}
      />
      {add.error === null || problem?.faultOf("contact") !== undefined ? null : (
        <ErrorNote error={add.error} unchanged={t("personal.contacts.unchanged")} />
      )}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={add.isPending} disabled={contact.trim() === ""}>
          {t("personal.contacts.add")}
        </Button>
      </FormActs>
    </Form>
  );
}
