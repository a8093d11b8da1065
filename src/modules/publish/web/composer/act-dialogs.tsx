import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Finding } from "../../contract/checks.ts";
import type { Variant } from "../../contract/variants.ts";
import { instantOf } from "./office-time.ts";

/** Sends a variant back with a reason. */
export function RefuseDialog({
  isOpen,
  onRefuse,
  onClose,
}: {
  isOpen: boolean;
  onRefuse: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation("publish");
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t("act.refuse_title")}
      act={t("act.refuse")}
      onConfirm={() => onRefuse(reason)}
      onClose={onClose}
    >
      <Textarea
        label={t("act.reason")}
        description={t("act.reason_hint")}
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** Sends a variant, now or at an hour, and not after another. */
export function ScheduleDialog({
  isOpen,
  variant,
  warnings,
  onSchedule,
  onClose,
}: {
  isOpen: boolean;
  variant: Variant;
  warnings: readonly Finding[];
  onSchedule: (times: { notBefore?: string; giveUpAt?: string }) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation("publish");
  const zone = useZone();
  const [begin, setBegin] = useState("");
  const [end, setEnd] = useState("");
  const [notBefore, giveUpAt] = [instantOf(begin, zone), instantOf(end, zone)];
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t("act.send_title")}
      act={begin === "" ? t("act.send_now") : t("act.schedule")}
      onConfirm={() =>
        onSchedule({
          ...(notBefore !== undefined && { notBefore }),
          ...(giveUpAt !== undefined && { giveUpAt }),
        })
      }
      onClose={onClose}
    >
      <p>{t("act.send_text", { version: variant.version })}</p>
      {warnings.map(({ kind, quote, at }) => (
        <p key={kind}>
          <b>{t(`finding.kind.${kind}`)}</b> <q>{quote}</q>{" "}
          {at === null ? null : <TimeText at={at} look="dateTime" />}
        </p>
      ))}
      <TextInput
        type="datetime-local"
        label={t("act.begin")}
        description={t("act.begin_hint")}
        value={begin}
        onChange={({ currentTarget }) => setBegin(currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t("act.end")}
        description={t("act.end_hint")}
        value={end}
        onChange={({ currentTarget }) => setEnd(currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
