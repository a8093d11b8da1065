import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import css from "./words-filter.module.css";

/** Narrows a list to what has these words in its name; give it `key={words}`, so that it follows the address. */
export function WordsFilter({
  label,
  words,
  onChange,
}: {
  label: string;
  words: string;
  onChange: (words: string) => void;
}) {
  const { t } = useTranslation("listen");
  const [draft, setDraft] = useState(words);
  return (
    <form
      className={css["filter"]}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(draft.trim());
      }}
    >
      <TextInput label={label} value={draft} onChange={(event) => setDraft(event.currentTarget.value)} />
      <Button type="submit">{t("filter.find")}</Button>
      {words === "" ? null : (
        <Button kind="ghost" onClick={() => onChange("")}>
          {t("filter.all")}
        </Button>
      )}
    </form>
  );
}
