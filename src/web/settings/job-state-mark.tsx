import {
  IconAlertOctagon,
  IconBan,
  IconCheck,
  IconHourglass,
  IconPlayerPlay,
  IconRefresh,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Job } from "#platform/contract/operations-room.ts";
import { Chip } from "../kit/chip.tsx";

const looks = {
  waiting: { Icon: IconHourglass, kind: "fact" },
  active: { Icon: IconPlayerPlay, kind: "own" },
  retrying: { Icon: IconRefresh, kind: "brass" },
  completed: { Icon: IconCheck, kind: "toska" },
  failed: { Icon: IconAlertOctagon, kind: "saga" },
  cancelled: { Icon: IconBan, kind: "fact" },
} as const;

/** The state of a job as icon and word. */
export function JobStateMark({ state }: { state: Job["state"] }) {
  const { t } = useTranslation("desk");
  const { Icon, kind } = looks[state];
  return (
    <Chip kind={kind} icon={<Icon size={15} stroke={1.75} aria-hidden="true" />}>
      {t(`job.state.${state}`)}
    </Chip>
  );
}
