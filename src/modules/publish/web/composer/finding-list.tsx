import { Textarea } from "@mantine/core";
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Finding, Findings } from "../../contract/checks.ts";
import css from "./composer.module.css";

const icons = { 1: IconInfoCircle, 2: IconAlertTriangle, 3: IconAlertOctagon };

/** What was found, the gravest first: what, where, why, what to say instead, and a way to let it stand with a reason. */
export function FindingList({
  checked,
  canMend,
  onMend,
  onOverride,
}: {
  checked: Findings;
  canMend: boolean;
  onMend: (finding: Finding) => void;
  onOverride: (finding: Finding, reason: string) => Promise<unknown>;
}) {
  const { t } = useTranslation("publish");
  const [asked, setAsked] = useState<Finding>();
  const [reason, setReason] = useState("");
  const findings = checked.findings.toSorted((a, b) => b.severity - a.severity);
  return (
    <section className={css["findings"]} aria-label={t("finding.title")}>
      <h3>{t("finding.title")}</h3>
      <p role="status">
        {t("finding.count", { count: findings.filter(({ override }) => !override).length })}
      </p>
      {checked.plainness === null ? null : <p>{t("finding.plain", { score: checked.plainness })}</p>}
      <ul>
        {findings.map((finding) => {
          const Icon = finding.override === null ? icons[finding.severity] : IconCircleCheck;
          return (
            <li
              key={`${finding.kind}:${finding.place?.start ?? finding.quote}`}
              data-severity={finding.override === null ? finding.severity : 0}
            >
              <Icon size={18} stroke={1.6} aria-hidden="true" />
              <div>
                <p>
                  <b>{t(`finding.kind.${finding.kind}`)}</b>{" "}
                  {finding.quote === "" ? null : <q>{finding.quote.slice(0, 120)}</q>}{" "}
                  {finding.at === null ? null : <TimeText at={finding.at} look="dateTime" />}
                </p>
                <p className={css["why"]}>{t(`finding.why.${finding.kind}`)}</p>
                {finding.suggestion === null || finding.suggestion === "" ? null : (
                  <p className={css["why"]}>{t("finding.instead", { words: finding.suggestion })}</p>
                )}
                {finding.override === null ? null : (
                  <p className={css["why"]}>
                    {t("finding.stands", { by: finding.override.byName, reason: finding.override.reason })}
                  </p>
                )}
                {finding.override !== null ? null : (
                  <p className={css["row"]}>
                    {canMend && finding.suggestion !== null && finding.place !== null ? (
                      <Button size="small" onClick={() => onMend(finding)}>
                        {t("finding.mend")}
                        <span className="sr"> {finding.quote}</span>
                      </Button>
                    ) : null}
                    {finding.severity === 1 ? null : (
                      <Button
                        size="small"
                        kind="ghost"
                        onClick={() => {
                          setReason("");
                          setAsked(finding);
                        }}
                      >
                        {t("finding.let_stand")}
                        <span className="sr"> {finding.quote}</span>
                      </Button>
                    )}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t("finding.let_stand_title")}
        act={t("finding.let_stand")}
        onConfirm={async () => {
          if (asked) await onOverride(asked, reason);
        }}
        onClose={() => setAsked(undefined)}
      >
        <Textarea
          label={t("finding.reason")}
          autosize
          minRows={2}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </ConfirmDialog>
    </section>
  );
}
