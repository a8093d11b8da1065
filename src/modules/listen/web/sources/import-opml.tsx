import { IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { listen } from "../listen-api.ts";
import css from "./add-source.module.css";

/** The sentence for each reason of the server. */
const sentences: Readonly<Record<string, "no_address" | "too_long" | "surplus">> = {
  no_address: "no_address",
  too_long: "too_long",
  too_many: "surplus",
};

/** Takes sources from the OPML file of another reader, with its folders. */
export function ImportOpml() {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const take = useMutation({
    mutationFn: async (file: File) => listen.client.sources.importOpml({ opml: await file.text() }),
    onSettled: () => void queries.invalidateQueries({ queryKey: listen.queries.sources.key() }),
  });
  const { data } = take;
  return (
    <div className={css["file"]}>
      <label htmlFor="opml-file">
        <b>{t("sources.add.opml_file")}</b>
      </label>
      <p>{t("sources.add.opml_help")}</p>
      <input
        ref={input}
        id="opml-file"
        type="file"
        accept=".opml,.xml,text/x-opml"
        className="sr"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) take.mutate(file);
          event.currentTarget.value = "";
        }}
      />
      <Button isBusy={take.isPending} onClick={() => input.current?.click()}>
        <IconUpload size={15} stroke={1.75} />
        {t("sources.add.opml_choose")}
      </Button>
      {take.isError ? <ErrorNote error={take.error} unchanged={t("sources.add.nothing_added")} /> : null}
      {data === undefined ? null : (
        <Note
          kind={data.refused.length === 0 ? "toska" : "brass"}
          title={`${t("sources.add.added", { count: data.created })}${
            data.known === 0 ? "" : t("sources.add.added_known", { count: data.known })
          }.`}
        >
          {data.refused.length === 0 ? null : (
            <>
              <p>{t("sources.add.opml_refused", { count: data.refused.length })}</p>
              <ul className={css["refused"]}>
                {data.refused.slice(0, 20).map((one, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the answer
                  <li key={at}>
                    {one.title === "" ? t("sources.refused.untitled") : <b>{one.title}</b>}:{" "}
                    {t(`sources.refused.${sentences[one.reason] ?? "other"}`)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Note>
      )}
    </div>
  );
}
