import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { SearchParameters } from "#web/search-parameters.ts";
import HoldDialog from "./hold-dialog.tsx";
import { HoldEntry } from "./hold-entry.tsx";
import css from "./holds.module.css";
import { LiftDialog } from "./lift-dialog.tsx";
import { PastHold } from "./past-hold.tsx";
import { useHolds } from "./use-holds.ts";

/** Rem darurat: what is held, since when, by whom and why; what was held; pulling and lifting. */
export default function HoldsPage() {
  const { t } = useTranslation("accounts");
  const search: SearchParameters = useSearch({ strict: false });
  const words = typeof search["kata"] === "string" ? search["kata"] : "";
  const holds = useHolds();
  const mayHold = useMay("statements.hold");
  const [isPlacing, setPlacing] = useState(words !== "");
  const [isLifting, setLifting] = useState(false);
  const on = holds.data?.on.length ?? 0;
  return (
    <Page
      title={t("brake.name")}
      deck={on === 0 ? t("hold.deck_off") : t("hold.deck_on", { count: on })}
      aside={
        mayHold ? (
          <Button kind="danger" onClick={() => setPlacing(true)}>
            {t("hold.place")}
          </Button>
        ) : undefined
      }
    >
      <QueryView query={holds} rows={4}>
        {(data) => (
          <>
            {data.on.length === 0 ? (
              <EmptyState title={t("hold.none.title")}>{t("hold.none.text")}</EmptyState>
            ) : (
              <RuledSection
                title={t("hold.now")}
                aside={
                  mayHold && data.on.length > 1 ? (
                    <Button size="small" onClick={() => setLifting(true)}>
                      {t("hold.lift_all")}
                    </Button>
                  ) : undefined
                }
              >
                <ul className={css["list"]}>
                  {data.on.map((hold) => (
                    <HoldEntry key={hold.id} hold={hold} mayHold={mayHold} />
                  ))}
                </ul>
              </RuledSection>
            )}
            {data.past.length === 0 ? null : (
              <RuledSection title={t("hold.before")}>
                <ul className={css["list"]}>
                  {data.past.map((hold) => (
                    <PastHold key={hold.id} hold={hold} />
                  ))}
                </ul>
              </RuledSection>
            )}
          </>
        )}
      </QueryView>
      {isPlacing ? <HoldDialog words={words} onClose={() => setPlacing(false)} /> : null}
      {isLifting ? <LiftDialog onClose={() => setLifting(false)} /> : null}
    </Page>
  );
}
