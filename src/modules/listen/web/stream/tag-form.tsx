import { Autocomplete } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { listen } from "../listen-api.ts";
import css from "./tag-form.module.css";

/** Asks for one tag, offering those in use. */
export function TagForm({
  onTag,
  without = [],
}: {
  onTag: (tag: string) => unknown;
  without?: readonly string[];
}) {
  const { t } = useTranslation("listen");
  const [name, setName] = useState("");
  const tags = useQuery(listen.queries.mentions.listTags.queryOptions());
  const known = (tags.data?.items ?? []).map((one) => one.tag).filter((tag) => !without.includes(tag));
  const give = (text: string) => {
    const wanted = text.replaceAll(/\s+/g, " ").trim();
    if (wanted === "") return;
    setName("");
    void onTag(wanted);
  };
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        give(name);
      }}
    >
      <Autocomplete
        label={t("mention.tag_name")}
        description={t("mention.tag_help")}
        data={known.slice(0, 200)}
        limit={8}
        value={name}
        onChange={setName}
        onOptionSubmit={give}
        maxLength={60}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
      <Button type="submit" kind="primary" disabled={name.trim() === ""}>
        {t("mention.tag")}
      </Button>
    </form>
  );
}
