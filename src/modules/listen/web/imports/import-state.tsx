import {
  IconAlertOctagon,
  IconCheck,
  IconHourglass,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import type { Import } from "../../contract/imports.ts";

const looks = {
  uploaded: [IconPencil, "brass"],
  waiting: [IconHourglass, "fact"],
  running: [IconPlayerPlay, "own"],
  paused: [IconPlayerPause, "brass"],
  done: [IconCheck, "toska"],
  failed: [IconAlertOctagon, "saga"],
  cancelled: [IconPlayerStop, "fact"],
} as const;

/** How far an import is: icon and word; a dry run says that it is one. */
export function ImportStateMark({ one }: { one: Import }) {
  const { t } = useTranslation("listen");
  const [Icon, kind] = looks[one.state];
  return (
    <Chip kind={kind} icon={<Icon size={13} stroke={1.75} aria-hidden="true" />}>
      {t(`imports.state.${one.state}`)}
      {one.isDryRun && one.state !== "uploaded" ? `, ${t("imports.dry")}` : ""}
    </Chip>
  );
}
