import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Hold } from "../../contract/holds.ts";
import { accounts } from "../accounts-api.ts";
import { StatementCard } from "../statements/statement-card.tsx";
import statementCss from "../statements/statements.module.css";
import { HoldAimText } from "./hold-aim.tsx";
import css from "./holds.module.css";
import { LiftDialog } from "./lift-dialog.tsx";

/** A hold that is on, what it holds, and the way to lift it. */
export function HoldEntry({ hold, mayHold }: { hold: Hold; mayHold: boolean }) {
  const { t } = useTranslation("accounts");
  const [isOpen, setOpen] = useState(false);
  const [isLifting, setLifting] = useState(false);
  const { waiting, underWay } = hold.covers;
  return (
    <li className={css["hold"]}>
      <article aria-labelledby={`hold-${hold.id}`}>
        <h3 id={`hold-${hold.id}`}>
          <HoldAimText hold={hold} />
        </h3>
        <p>{hold.reason}</p>
        <p className={css["times"]}>
          <span>
            {hold.byName}, <TimeText at={hold.placedAt} look="dateTime" />
          </span>
          <span>
            {hold.until === null ? (
              t("hold.until_lifted")
            ) : (
              <>
                {t("hold.until_at")} <TimeText at={hold.until} look="dateTime" />
              </>
            )}
          </span>
          {hold.released === 0 ? null : <span>{t("hold.released", { count: hold.released })}</span>}
        </p>
        <p>
          <strong>{t("hold.covers", { count: waiting })}</strong>{" "}
          {underWay === 0 ? null : t("hold.under_way", { count: underWay })}
        </p>
        <div className={statementCss["acts"]}>
          {mayHold ? (
            <Button size="small" onClick={() => setLifting(true)}>
              {t("hold.lift")}
            </Button>
          ) : null}
          {waiting === 0 ? null : (
            <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {t(isOpen ? "hold.hide" : "hold.show", { count: waiting })}
            </Button>
          )}
        </div>
        {isOpen ? <Held id={hold.id} /> : null}
      </article>
      {isLifting ? <LiftDialog id={hold.id} onClose={() => setLifting(false)} /> : null}
    </li>
  );
}

function Held({ id }: { id: string }) {
  const { t } = useTranslation("accounts");
  const held = useQuery(accounts.queries.listHeldStatements.queryOptions({ input: { id } }));
  return (
    <QueryView query={held} rows={3}>
      {({ items, total }) => (
        <>
          <ul className={statementCss["list"]}>
            {items.map((statement) => (
              <StatementCard key={statement.id} statement={statement} page={undefined} />
            ))}
          </ul>
          {total > items.length ? <p>{t("hold.newest", { count: items.length })}</p> : null}
        </>
      )}
    </QueryView>
  );
}
