import { useEffect, useState } from "react";
import { useLive } from "#web/api/live.ts";
import { useMe } from "#web/api/session.ts";
import { LiveMessage } from "../../contract/overview.ts";

type Progress = { done: number; total: number };

/** How far one's own act on many mentions has come, while it goes on; undefined before the first word of it. */
export function useTagProgress(isOn: boolean): Progress | undefined {
  const me = useMe();
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    if (!isOn) setProgress(undefined);
  }, [isOn]);
  useLive((event) => {
    const message = LiveMessage.safeParse(event);
    if (!isOn || !message.success || message.data.type !== "tagging") return;
    const { actorId, done, total } = message.data;
    if (actorId === me?.id) setProgress({ done, total });
  });
  return progress;
}
