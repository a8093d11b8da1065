import { IconBell, IconBellRinging } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Followed } from "../../contract/alert-follow.ts";
import { listen } from "../listen-api.ts";
import { useAlertActs } from "./use-alerts.ts";

/** Being told when a story or a name is heard far more than usual: on and off by one press, its ways chosen under Peringatan. */
export function FollowSpikes({ kind, subject }: Followed) {
  const { t } = useTranslation("listen");
  const { follow } = useAlertActs();
  const query = useQuery(listen.queries.alerts.getFollow.queryOptions({ input: { kind, subject } }));
  const isFollowed = query.data?.isFollowed ?? false;
  const turn = useMutation({
    mutationFn: () => follow({ kind, subject, isFollowed: !isFollowed }),
    onSuccess: (now) => showToast({ text: t(now.isFollowed ? "alerts.followed" : "alerts.unfollowed") }),
  });
  const Icon = isFollowed ? IconBellRinging : IconBell;
  return (
    <>
      <Button
        aria-pressed={isFollowed}
        disabled={query.data === undefined}
        isBusy={turn.isPending}
        onClick={() => turn.mutate()}
      >
        <Icon size={16} stroke={1.6} aria-hidden="true" />{" "}
        {t(isFollowed ? "alerts.following" : "alerts.follow")}
      </Button>
      {turn.error === null ? null : <ErrorNote error={turn.error} />}
    </>
  );
}
