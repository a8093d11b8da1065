import { Checkbox, Modal } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { ProgressLine } from "#web/kit/progress-line.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import css from "./export-dialog.module.css";
import { useExport } from "./use-export.ts";

const formats = ["xlsx", "csv", "jsonl"] as const;

/** Writes everything a query finds into a file: choose the kind, watch it being written, fetch it. */
export function ExportDialog({
  isOpen,
  query,
  count,
  onClose,
}: {
  isOpen: boolean;
  query: string;
  count: number;
  onClose: () => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [kind, setKind] = useState<(typeof formats)[number]>("xlsx");
  const [isPlain, setPlain] = useState(false);
  const mayShow = useMay("mentions.personal");
  const { begin, isBeginning, current, error, forget } = useExport();
  const close = () => {
    forget();
    setPlain(false);
    onClose();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t("export.title", { count, number: format.whole(count) })}
      closeButtonProps={{ "aria-label": t("desk:act.close") }}
    >
      <div className={css["body"]}>
        {current === undefined ? (
          <>
            <Segmented
              label={t("export.format")}
              value={kind}
              options={formats.map((value) => ({ value, label: t(`export.kind.${value}`) }))}
              onChange={setKind}
            />
            <p className={css["about"]}>{t(`export.about.${kind}`)}</p>
            {mayShow ? (
              <Checkbox
                label={t("personal.export")}
                description={t(isPlain ? "personal.export_about" : "personal.export_covered")}
                checked={isPlain}
                onChange={(event) => setPlain(event.currentTarget.checked)}
              />
            ) : (
              <p className={css["about"]}>{t("personal.export_covered")}</p>
            )}
          </>
        ) : current.state === "done" && current.fileUrl !== null ? (
          <Note
            kind="toska"
            title={t("export.done", { number: format.whole(current.done) })}
            actions={
              <LinkButton kind="primary" href={current.fileUrl} download>
                <IconDownload size={15} stroke={1.75} />
                {t("export.download", { format: current.format.toUpperCase() })}
              </LinkButton>
            }
          />
        ) : current.state === "failed" ? (
          <Note kind="saga" isAlert title={t("export.failed")}>
            {t("export.failed_next")}
          </Note>
        ) : (
          <ProgressLine
            title={t("export.writing", { format: current.format.toUpperCase() })}
            done={current.done}
            total={current.total}
            unit={t("export.unit")}
            note={t("export.may_close")}
          />
        )}
        {error === null || error === undefined ? null : <ErrorNote error={error} />}
        <FormActs>
          {current === undefined ? (
            <Button kind="primary" isBusy={isBeginning} onClick={() => begin(query, kind, isPlain)}>
              {t("export.act", { count, number: format.whole(count) })}
            </Button>
          ) : null}
          <Button onClick={close}>{t(current === undefined ? "desk:act.back" : "desk:act.close")}</Button>
        </FormActs>
      </div>
    </Modal>
  );
}
