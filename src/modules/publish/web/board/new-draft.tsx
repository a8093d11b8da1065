import { Checkbox, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "#modules/accounts/contract/accounts.ts";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { publish } from "../publish-api.ts";
import { useSentence } from "../use-sentence.ts";
import css from "./board.module.css";

/** Begins a story: what is told, and through which accounts. Both can change later. */
export function NewDraft({
  known,
  isOpen,
  onClose,
}: {
  known: readonly Account[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation("publish");
  const say = useSentence();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const begin = async (): Promise<void> => {
    if (title.trim() === "") return;
    setBusy(true);
    try {
      const { id } = await publish.client.createDraft({ title, accountIds: [...chosen] });
      await queries.invalidateQueries({ queryKey: publish.queries.key() });
      await navigate({ to: `/naskah/${id}` });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("board.begin")}>
      <Form label={t("board.begin")} onSubmit={() => void begin()}>
        <TextInput
          label={t("board.title")}
          description={t("board.title_hint")}
          required
          data-autofocus
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <fieldset className={css["accounts"]}>
          <legend>{t("board.accounts")}</legend>
          {known.map(({ id, shownHandle, networkName }) => (
            <Checkbox
              key={id}
              label={`${shownHandle} · ${say(networkName)}`}
              checked={chosen.includes(id)}
              onChange={({ currentTarget }) =>
                setChosen(currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          ))}
        </fieldset>
        {error === undefined ? null : <ErrorNote error={error} />}
        <FormActs>
          <Button kind="primary" type="submit" isBusy={isBusy} disabled={title.trim() === ""}>
            {t("board.write")}
          </Button>
        </FormActs>
      </Form>
    </Dialog>
  );
}
