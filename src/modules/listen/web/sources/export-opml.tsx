import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { saveText } from "#web/kit/save-text.ts";
import { listen } from "../listen-api.ts";

/** All sources as an OPML file, with their folders. */
export function ExportOpml() {
  const { t } = useTranslation("listen");
  const give = useMutation({
    mutationFn: () => listen.client.sources.exportOpml({}),
    onSuccess: ({ opml }) => saveText("gaung.opml", "text/x-opml", opml),
  });
  return (
    <>
      {give.isError ? <ErrorNote error={give.error} /> : null}
      <Button kind="ghost" isBusy={give.isPending} onClick={() => give.mutate()}>
        <IconDownload size={15} stroke={1.75} />
        {t("sources.export_opml")}
      </Button>
    </>
  );
}
