import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listSessions, revokeOtherSessions, revokeSession } from "../api/auth.ts";
import { Button } from "../kit/button.tsx";
import { Chip } from "../kit/chip.tsx";
import { FormActs, SettingLine } from "../kit/form.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { showToast } from "../kit/toasts.tsx";
import { SignInFailure } from "../sign-in/sign-in-failure.tsx";
import { describeAgent } from "./describe-agent.ts";

export const sessionsKey = ["auth", "sessions"];

/** Where this person is signed in, and the way to end it: one by one, or everywhere else at once. */
export function SessionSection() {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: sessionsKey, queryFn: listSessions });
  const refresh = () => queries.invalidateQueries({ queryKey: sessionsKey });
  const end = useMutation({ mutationFn: revokeSession, onSuccess: refresh });
  const endOthers = useMutation({
    mutationFn: revokeOtherSessions,
    onSuccess: async () => {
      await refresh();
      showToast({ text: t("session.others_ended") });
    },
  });
  return (
    <RuledSection title={t("session.title")} deck={t("session.about")}>
      <QueryView query={sessions} rows={2}>
        {({ sessions: list, currentId }) => (
          <>
            {list.map((one) => (
              <SettingLine
                key={one.id}
                label={describeAgent(one.userAgent ?? "") ?? t("session.unknown")}
                help={
                  <>
                    {one.ipAddress ? `${one.ipAddress} · ` : null}
                    {t("session.since")} <TimeText at={one.createdAt} look="dateTime" />
                  </>
                }
              >
                {one.id === currentId ? (
                  <Chip kind="own">{t("session.current")}</Chip>
                ) : (
                  <Button size="small" isBusy={end.isPending} onClick={() => end.mutate(one.token)}>
                    {t("session.end")}
                  </Button>
                )}
              </SettingLine>
            ))}
            {list.length < 2 ? null : (
              <FormActs>
                <Button kind="danger" isBusy={endOthers.isPending} onClick={() => endOthers.mutate()}>
                  {t("session.end_others", { count: list.length - 1 })}
                </Button>
              </FormActs>
            )}
          </>
        )}
      </QueryView>
      <SignInFailure error={end.error ?? endOthers.error} />
    </RuledSection>
  );
}
