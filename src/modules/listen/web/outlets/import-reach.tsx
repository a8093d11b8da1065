import { IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { saveText } from "#web/kit/save-text.ts";
import { listen } from "../listen-api.ts";
import css from "./outlets.module.css";

const shownRefusals = 20;

/** Takes the reaches of many outlets from a CSV, and says which rows it could not take. */
export function ImportReach() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const take = useMutation({
    mutationFn: async (file: File) => listen.client.outlets.importReach({ csv: await file.text() }),
    onSettled: () => void queries.invalidateQueries({ queryKey: listen.queries.outlets.key() }),
  });
  const { data } = take;
  const sample = t("outlets.import.sample");
  return (
    <>
      <p>{t("outlets.import.help")}</p>
      <pre className={css["sample"]}>{sample}</pre>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        aria-label={t("outlets.import.choose")}
        className="sr"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) take.mutate(file);
          event.currentTarget.value = "";
        }}
      />
      <div className={css["acts"]}>
        <Button kind="primary" isBusy={take.isPending} onClick={() => input.current?.click()}>
          <IconUpload size={15} stroke={1.75} />
          {t("outlets.import.choose")}
        </Button>
        <Button onClick={() => saveText(`${t("outlets.reach.title")}.csv`, "text/csv", `${sample}\n`)}>
          {t("outlets.import.save_sample")}
        </Button>
      </div>
      {take.isError ? <ErrorNote error={take.error} unchanged={t("outlets.import.unchanged")} /> : null}
      {data === undefined ? null : (
        <Note
          kind={data.refused.length === 0 ? "toska" : "brass"}
          title={t("outlets.import.done", {
            added: format.whole(data.added),
            known: format.whole(data.known),
            refused: format.whole(data.refused.length),
          })}
        >
          {data.refused.length === 0 ? null : (
            <ul>
              {data.refused.slice(0, shownRefusals).map(({ line, reason }) => (
                <li key={line}>
                  {t("outlets.import.line", { line: format.whole(line) })} {t(`outlets.refused.${reason}`)}
                </li>
              ))}
            </ul>
          )}
        </Note>
      )}
    </>
  );
}
