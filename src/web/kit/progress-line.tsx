import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import css from "./progress-line.module.css";

/**
 * A long job: what it is, how much of it is done, how fast and for how long still; refused rows as a saga slice.
 * `total` null = not known yet. `unit` is the message's word for what is counted ("baris"). `actions`: pause, cancel.
 */
export function ProgressLine({
  title,
  done,
  total,
  refused = 0,
  unit,
  perSecond,
  refusedLink,
  note,
  actions,
}: {
  title: string;
  done: number;
  total: number | null;
  refused?: number;
  unit: string;
  perSecond?: number;
  refusedLink?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
}) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const share = (part: number): string => `${total === null || total === 0 ? 0 : (part / total) * 100}%`;
  const left =
    total === null || perSecond === undefined || perSecond <= 0 ? null : (total - done) / perSecond;
  return (
    <div className={css["job"]}>
      <div className={css["head"]}>
        <b>{title}</b>
        {left === null || left < 1 ? null : (
          <span>{t("progress.left", { time: format.duration(left) })}</span>
        )}
      </div>
      <div
        className={css["bar"]}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        {...(total === null ? {} : { "aria-valuemax": total, "aria-valuenow": done })}
        data-unknown={total === null || undefined}
      >
        <span className={css["done"]} style={{ width: share(done - refused) }} />
        <span className={css["refused"]} style={{ width: share(refused) }} />
      </div>
      <p className={css["line"]}>
        {total === null
          ? t("progress.done", { done: format.whole(done), unit })
          : t("progress.of", { done: format.whole(done), total: format.whole(total), unit })}
        {perSecond === undefined || perSecond <= 0
          ? null
          : `, ${t("progress.rate", { rate: format.whole(perSecond) })}`}
        . {refusedLink}
      </p>
      {actions === undefined && note === undefined ? null : (
        <div className={css["acts"]}>
          {actions}
          {note === undefined ? null : <span>{note}</span>}
        </div>
      )}
    </div>
  );
}
