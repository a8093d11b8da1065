import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { Form, FormActs } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { FeedPreview } from "../../contract/sources.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import css from "./address-finder.module.css";
import { useNoteSentence } from "./use-note-sentence.ts";

/** Looks at an address and shows what can be followed there, with what it holds now; one of them is chosen. */
export function AddressFinder({
  act,
  isBusy,
  onChoose,
}: {
  /** The word on the button of each finding. */
  act: string;
  isBusy: boolean;
  onChoose: (found: FeedPreview) => void;
}) {
  const { t } = useTranslation("listen");
  const [url, setUrl] = useState("");
  const look = useMutation(listen.queries.sources.previewSource.mutationOptions());
  const found = look.data?.candidates;
  return (
    <div className={css["finder"]}>
      <Form onSubmit={() => look.mutate({ url: url.trim() })}>
        <TextInput
          label={t("sources.add.address")}
          description={t("sources.add.address_help")}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          inputMode="url"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
        />
        <FormActs>
          <Button
            type="submit"
            kind={found === undefined ? "primary" : "plain"}
            isBusy={look.isPending}
            disabled={url.trim().length < 4}
          >
            {t("sources.add.look")}
          </Button>
        </FormActs>
      </Form>
      {look.isError ? <ErrorNote error={look.error} unchanged={t("sources.add.nothing_added")} /> : null}
      {found?.length === 0 ? <Note kind="brass" title={t("sources.add.nothing_there")} /> : null}
      <ul className={css["findings"]}>
        {found?.map((one) => (
          <Finding key={one.url} found={one} act={act} isBusy={isBusy} onChoose={onChoose} />
        ))}
      </ul>
    </div>
  );
}

function Finding({
  found,
  act,
  isBusy,
  onChoose,
}: {
  found: FeedPreview;
  act: string;
  isBusy: boolean;
  onChoose: (found: FeedPreview) => void;
}) {
  const { t } = useTranslation("listen");
  const noteSentence = useNoteSentence();
  return (
    <li>
      <div className={css["head"]}>
        <div>
          <h3>{found.title || found.url}</h3>
          <p className={css["about"]}>
            {found.outlet} ·{" "}
            {found.kind === "feed" ? t("sources.add.feed", { format: found.format }) : t("sources.add.site")}
          </p>
          <code className={css["url"]}>{found.url}</code>
        </div>
        {found.existingSourceId === null ? (
          <Button kind="primary" isBusy={isBusy} onClick={() => onChoose(found)}>
            {act}
          </Button>
        ) : (
          <DeskLink to="/sumber" search={{ sumber: found.existingSourceId }} className={css["known"]}>
            {t("sources.add.known")}
          </DeskLink>
        )}
      </div>
      {found.notes.length === 0 ? null : (
        <ul className={css["notes"]}>
          {found.notes.map((note) => (
            <li key={note.key}>{noteSentence(note.key, note.values)}</li>
          ))}
        </ul>
      )}
      <ol className={css["items"]}>
        {found.items.slice(0, 4).map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items of a strange feed may repeat in every part
          <li key={at}>
            {item.publishedAt === null ? <span>–</span> : <TimeText at={item.publishedAt} />}
            <span>{item.title}</span>
          </li>
        ))}
      </ol>
      {found.items.length === 0 ? <p className={css["about"]}>{t("sources.add.no_items")}</p> : null}
    </li>
  );
}
