import { useTranslation } from "react-i18next";
import type { AuditEntry } from "#platform/contract/operations-room.ts";
import { TimeText } from "../kit/time-text.tsx";
import css from "./audit-page.module.css";
import { useCodeName } from "./use-code-name.ts";

/** The entries; each opens to what exactly was written down, with its hash. */
export function AuditList({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation("desk");
  const name = useCodeName("audit.");
  return (
    <ul className={css["list"]}>
      {entries.map((entry) => (
        <li key={entry.seq}>
          <details>
            <summary>
              <TimeText at={entry.at} look="dateTime" />
              <span className={css["what"]}>
                {name(entry.action)}
                {entry.subjectName === null ? null : (
                  <span className={css["about"]} title={entry.subjectName}>
                    {entry.subjectName}
                  </span>
                )}
              </span>
              <span className={css["who"]}>
                {entry.actorKind === "user"
                  ? entry.actorName
                  : t(`audit_page.by_${entry.actorKind}`, { name: entry.actorName })}
              </span>
              <span className={css["seq"]}>{entry.seq}</span>
            </summary>
            <div className={css["details"]}>
              <dl>
                <dt>{t("audit_page.action")}</dt>
                <dd>
                  <code>{entry.action}</code>
                </dd>
                <dt>{t("audit_page.subject")}</dt>
                <dd>
                  <code>
                    {entry.subjectKind} {entry.subjectId ?? ""}
                  </code>
                </dd>
                {Object.entries(entry.details).map(([field, value]) => (
                  <DetailLine key={field} field={field} value={value} />
                ))}
                <dt>{t("audit_page.hash")}</dt>
                <dd>
                  <code>{entry.hash}</code>
                </dd>
              </dl>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function DetailLine({ field, value }: { field: string; value: unknown }) {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return (
    <>
      <dt>{field}</dt>
      <dd>{isPlain ? String(value) : <pre>{JSON.stringify(value, null, 2)}</pre>}</dd>
    </>
  );
}
