import {
  IconAlertOctagon,
  IconBolt,
  IconCheck,
  IconFileText,
  IconHourglass,
  IconPlayerPause,
  IconPlayerStop,
  IconRefreshAlert,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Source } from "../../contract/sources.ts";
import { isQuiet } from "./source-rows.ts";
import css from "./source-state.module.css";

/** How a source is doing: icon and word, then the colour. */
export function SourceStateMark({ source }: { source: Source }) {
  const { t } = useTranslation("listen");
  const { state, lastOutcome } = source;
  const isPush = source.isPush || source.kind === "stream" || source.kind === "inbox";
  const [key, Icon, kind] =
    source.kind === "file"
      ? (["file", IconFileText, "quiet"] as const)
      : state === "paused"
        ? (["paused", IconPlayerPause, "brass"] as const)
        : state === "stopped"
          ? (["stopped", IconPlayerStop, "saga"] as const)
          : isQuiet(source)
            ? (["failing", IconAlertOctagon, "saga"] as const)
            : lastOutcome === null
              ? (["new", IconHourglass, "quiet"] as const)
              : !lastOutcome.isOk
                ? (["retrying", IconRefreshAlert, "brass"] as const)
                : isPush
                  ? (["push", IconBolt, "toska"] as const)
                  : (["active", IconCheck, "toska"] as const);
  return (
    <span className={[css["state"], css[kind]].join(" ")}>
      <Icon size={15} stroke={1.75} aria-hidden="true" />
      {t(`sources.state.${key}`)}
    </span>
  );
}
