import {
  IconClockExclamation,
  IconDatabaseExclamation,
  IconFileAlert,
  IconMailOff,
  IconPlugConnectedX,
  IconProgressAlert,
  IconVolumeOff,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { useCodeName } from "#web/settings/use-code-name.ts";
import type { Overview } from "../../contract/overview.ts";
import { DeskLink } from "../desk-link.tsx";
import { outletPath } from "../outlets/outlet-path.ts";
import { useOutcomeSentence } from "../sources/use-outcome-sentence.ts";
import css from "./attention-list.module.css";

type Item = Overview["attention"][number];

const icons = {
  source_failing: IconPlugConnectedX,
  source_stopped: IconPlugConnectedX,
  outlet_silent: IconVolumeOff,
  job_failed: IconProgressAlert,
  job_late: IconClockExclamation,
  import_refused: IconFileAlert,
  disk_low: IconDatabaseExclamation,
  mail_preview: IconMailOff,
} as const;

/** Where each kind is dealt with. */
function placeOf({ kind, subjectId }: Item): { to: string; search: Record<string, string | undefined> } {
  const id = subjectId ?? undefined;
  switch (kind) {
    case "source_failing":
    case "source_stopped":
      return { to: "/sumber", search: { sumber: id } };
    case "outlet_silent":
      return { to: outletPath({ kind: "outlet", key: subjectId ?? "" }), search: {} };
    case "import_refused":
      return { to: "/impor", search: { impor: id } };
    case "mail_preview":
      return { to: "/pengaturan/surel", search: {} };
    case "disk_low":
      return { to: "/pengaturan/retensi", search: {} };
    default:
      return { to: "/pengaturan/pekerjaan", search: {} };
  }
}

/** What needs somebody: what it is, since when, what to do about it, and the way there. */
export function AttentionList({ overview }: { overview: Overview }) {
  const { t } = useTranslation("listen");
  const { attention } = overview;
  return (
    <RuledSection title={t("home.attention.title")}>
      {attention.length === 0 ? <p className={css["none"]}>{t("home.attention.none")}</p> : null}
      <ul className={css["list"]} data-urgent={attention.length > 0 || undefined}>
        {attention.map((item) => (
          <AttentionLine key={`${item.kind} ${item.subjectId} ${item.at}`} item={item} />
        ))}
      </ul>
    </RuledSection>
  );
}

function AttentionLine({ item }: { item: Item }) {
  const { t } = useTranslation("listen");
  const outcome = useOutcomeSentence();
  const jobName = useCodeName("jobs.");
  const Icon = icons[item.kind];
  const { to, search } = placeOf(item);
  const isJob = item.kind === "job_failed" || item.kind === "job_late";
  const isSource = item.kind === "source_failing" || item.kind === "source_stopped";
  return (
    <li>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <span className={css["title"]}>
        {t(`home.attention.${item.kind}`, {
          ...item.values,
          title: isJob ? jobName(item.title) : item.title,
        })}
      </span>
      <span className={css["when"]}>
        <TimeText at={item.at} look="ago" />
      </span>
      <span className={css["more"]}>
        {isSource ? outcome(item.key, item.values) : t(`home.attention.do.${item.kind}`, item.values)}{" "}
        <DeskLink to={to} search={search}>
          {t(`home.attention.act.${item.kind}`)}
        </DeskLink>
      </span>
    </li>
  );
}
