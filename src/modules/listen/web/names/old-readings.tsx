import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";

/** Says how many mentions say a name whose meaning was changed since they were read, and has them read again. */
export function OldReadings({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const engineKey = listen.queries.analysis.getEngine.key();
  const { data } = useQuery(listen.queries.analysis.getEngine.queryOptions());
  useLiveRefresh(["analysis"], [engineKey], 1500);
  const again = useMutation({
    mutationFn: () => listen.client.analysis.analyseAgain({}),
    onSuccess: ({ total }) =>
      showToast({ text: t("engine.again_started", { count: total, number: format.whole(total) }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: engineKey }),
  });
  if (data === undefined) return null;
  const { renamed: waiting } = data;
  if (waiting === 0) return null;
  const isRunning = data.run !== null && !data.run.isDone;
  return (
    <>
      <Note
        kind="brass"
        title={t("names.old", { count: waiting, number: format.whole(waiting) })}
        actions={
          mayManage && !isRunning ? (
            <Button size="small" isBusy={again.isPending} onClick={() => again.mutate()}>
              {t("names.old_again", { count: waiting, number: format.whole(waiting) })}
            </Button>
          ) : undefined
        }
      >
        {t(isRunning ? "engine.again_running" : mayManage ? "names.old_help" : "engine.may_not")}
      </Note>
      {again.error === null ? null : <ErrorNote error={again.error} />}
    </>
  );
}
