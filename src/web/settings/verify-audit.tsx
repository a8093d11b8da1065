import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { platform } from "../api/session.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Button } from "../kit/button.tsx";
import { ErrorNote, Note } from "../kit/note.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";

/** Recomputes the chain of hashes and says whether the log is as it was written. */
export function VerifyAudit() {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const check = useQuery({
    ...platform.queries.audit.verifyAudit.queryOptions(),
    enabled: false,
    retry: false,
  });
  const result = check.data;
  return (
    <RuledSection
      title={t("audit_page.chain")}
      deck={t("audit_page.chain_about")}
      aside={
        <Button size="small" isBusy={check.isFetching} onClick={() => void check.refetch()}>
          {t("audit_page.verify")}
        </Button>
      }
    >
      {check.isError ? <ErrorNote error={check.error} /> : null}
      {result === undefined ? null : result.isIntact ? (
        <Note
          kind="toska"
          isAlert
          title={t("audit_page.intact", { count: result.entries, entries: format.whole(result.entries) })}
        >
          {result.headHash === null ? null : (
            <p>
              {t("audit_page.head")} <code>{result.headHash}</code>
            </p>
          )}
        </Note>
      ) : (
        <Note kind="saga" isAlert title={t("audit_page.broken", { seq: result.firstBrokenSeq ?? "?" })}>
          <p>{t("audit_page.broken_more")}</p>
        </Note>
      )}
    </RuledSection>
  );
}
